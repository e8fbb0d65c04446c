package org.coetracker.job;

/**
 * What a batch of a sweep has done.
 *
 * @param more whether there may be more to do
 */
public record Batch(Counts counts, boolean more) implements Counted {}

package org.coetracker.shared.page;

/**
 * One page that is asked for.
 *
 * @param sort what to sort by
 * @param descending whether the largest comes first
 * @param limit how many items at most
 * @param cursor where the page before ended; null for the first
 * @param count whether to count all items
 */
public record PageRequest(SortKey sort, boolean descending, int limit, String cursor, boolean count) {}

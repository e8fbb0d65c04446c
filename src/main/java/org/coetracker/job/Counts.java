package org.coetracker.job;

/**
 * What a run, or a batch of it, has done.
 *
 * @param scanned how many things were looked at
 * @param flagged for how many a decision was asked
 * @param resolved how many were settled, as nothing was left to decide
 * @param noticed how many notices were written
 */
public record Counts(long scanned, long flagged, long resolved, long noticed) implements Counted {
    /** Nothing at all. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** So many looked at, and nothing else. */
    public static Counts scanned(long scanned) {
        return new Counts(scanned, 0, 0, 0);
    }

    /** So many flagged, and nothing else. */
    public static Counts flagged(long flagged) {
        return new Counts(0, flagged, 0, 0);
    }

    /** So many resolved, and nothing else. */
    public static Counts resolved(long resolved) {
        return new Counts(0, 0, resolved, 0);
    }

    @Override
    public Counts counts() {
        return this;
    }
}

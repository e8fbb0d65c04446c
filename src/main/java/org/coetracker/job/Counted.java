package org.coetracker.job;

/** The outcome of a batch, which knows what it has done. */
public interface Counted {
    /** What was done. */
    Counts counts();
}

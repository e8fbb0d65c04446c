package org.coetracker.access;

/** Somebody sees more or less than before, as a COE was restricted or shown; in the transaction that goes on. */
public record SightChanged() {}

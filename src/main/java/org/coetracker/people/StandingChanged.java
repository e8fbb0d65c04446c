package org.coetracker.people;

/** What somebody may do has changed, by a change of the person or of a team; in the transaction that goes on. */
public record StandingChanged() {}

package org.coetracker.account;

import java.time.Instant;

/** What is over after a time and means nothing from then on, so that it is forgotten by and by. */
public interface Expiring {
    /** How many are over. */
    long countOver(Instant now);

    /** Forgets those that are over; how many there were. */
    int forgetOver(Instant now);
}

package org.coetracker.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that somebody owes on a day.
 *
 * @param kind what is to be done
 * @param action the id of the action
 * @param ref its ref
 * @param version rises with each change of it
 * @param title its title
 * @param team whose it is
 * @param priority how urgent it is
 * @param dueOn the day
 * @param restricted whether its COE is, so that nothing of it may leave the service
 * @param updatedAt when it last changed
 */
record Owed(
        Kind kind,
        UUID action,
        String ref,
        int version,
        String title,
        String team,
        String priority,
        LocalDate dueOn,
        boolean restricted,
        Instant updatedAt) {

    /** What is to be done. */
    enum Kind {
        /** The action itself. */
        ACTION,
        /** The check whether it worked. */
        VERIFICATION,
        /** A second look at a risk that was accepted for a while, by those who decide on it. */
        ACCEPTED_RISK
    }
}

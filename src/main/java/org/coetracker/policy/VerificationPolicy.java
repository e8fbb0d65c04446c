package org.coetracker.policy;

import java.time.LocalDate;

/**
 * By when done actions are verified.
 *
 * @param observedForDays how long to watch after the completion, where the action does not say until when
 * @param madeWithinDays how many days after that the check is to be made
 */
public record VerificationPolicy(int observedForDays, int madeWithinDays) {
    /** Two weeks to watch, and one to judge. */
    static final VerificationPolicy DEFAULT = new VerificationPolicy(14, 7);

    /** The last day for the check of an action that is observed until a day, or else so long after its completion. */
    public LocalDate checkBy(LocalDate observeUntil, LocalDate completedOn) {
        LocalDate observed = observeUntil == null ? completedOn.plusDays(observedForDays) : observeUntil;
        return observed.plusDays(madeWithinDays);
    }
}

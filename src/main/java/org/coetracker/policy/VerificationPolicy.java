package org.coetracker.policy;

/**
 * By when done actions are verified.
 *
 * @param observedForDays how long to watch after the completion, where the action does not say until when
 * @param madeWithinDays how many days after that the check is to be made
 */
public record VerificationPolicy(int observedForDays, int madeWithinDays) {
    /** Two weeks to watch, and one to judge. */
    static final VerificationPolicy DEFAULT = new VerificationPolicy(14, 7);
}

package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.coetracker.shared.problem.Violations;

/**
 * By when done actions are verified.
 *
 * @param observedForDays how long to watch after the completion, where the action does not say until when
 * @param madeWithinDays how many days after that the check is to be made
 */
public record VerificationPolicy(
        @Min(0) @Max(MAX_DAYS) int observedForDays,
        @Min(0) @Max(MAX_DAYS) int madeWithinDays) implements PolicyDocument {
    /** Two weeks to watch, and one to judge. */
    static final VerificationPolicy DEFAULT = new VerificationPolicy(14, 7);

    @Override
    public void check(Violations violations) {
        // Each member stands for itself.
    }
}

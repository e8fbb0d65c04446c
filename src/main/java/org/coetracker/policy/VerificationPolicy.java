package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
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

    /**
     * The last day for the check of an action that is observed until a day, or else so long after its completion. An
     * observation that was to end before the completion ends with it: nothing is late the moment that it is done.
     */
    public LocalDate checkBy(LocalDate observeUntil, LocalDate completedOn) {
        LocalDate planned = observeUntil == null ? completedOn.plusDays(observedForDays) : observeUntil;
        LocalDate observed = planned.isBefore(completedOn) ? completedOn : planned;
        return observed.plusDays(madeWithinDays);
    }

    @Override
    public void check(Violations violations) {
        // Each member stands for itself.
    }
}

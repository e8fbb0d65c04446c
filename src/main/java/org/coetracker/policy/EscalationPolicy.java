package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.coetracker.shared.problem.Violations;

/**
 * When those above are told that nobody decided.
 *
 * @param parentAfterDays so many days after the flag, the managers of the parent team
 * @param topAfterDays so many days after the flag, those at the top of the ladder
 */
public record EscalationPolicy(
        @Min(1) @Max(MAX_DAYS) int parentAfterDays,
        @Min(1) @Max(MAX_DAYS) int topAfterDays) implements PolicyDocument {
    /** After a week, and after two. */
    static final EscalationPolicy DEFAULT = new EscalationPolicy(7, 14);

    @Override
    public void check(Violations violations) {
        if (topAfterDays < parentAfterDays) {
            violations.add(
                    "/topAfterDays",
                    "runs_backwards",
                    "The top of the ladder is told last: this is at least parentAfterDays.");
        }
    }
}

package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.coetracker.shared.problem.Violations;

/**
 * By when a COE is to be written and agreed to, in calendar days from the mitigation, else from its filing.
 *
 * @param submittedWithinDays until it goes to its reviewers
 * @param approvedWithinDays until it is approved
 */
public record DeadlinePolicy(
        Map<Severity, @Min(0) @Max(MAX_DAYS) Integer> submittedWithinDays,
        Map<Severity, @Min(0) @Max(MAX_DAYS) Integer> approvedWithinDays)
        implements PolicyDocument {
    /** The worse it was, the sooner. */
    static final DeadlinePolicy DEFAULT = new DeadlinePolicy(
            Map.of(Severity.SEV1, 3, Severity.SEV2, 5, Severity.SEV3, 10, Severity.SEV4, 10),
            Map.of(Severity.SEV1, 14, Severity.SEV2, 14, Severity.SEV3, 30, Severity.SEV4, 30));

    /** Puts the words into their order. */
    public DeadlinePolicy {
        submittedWithinDays = ByWord.of(Severity.class, submittedWithinDays);
        approvedWithinDays = ByWord.of(Severity.class, approvedWithinDays);
    }

    @Override
    public void check(Violations violations) {
        ByWord.requireAll("/submittedWithinDays", Severity.class, submittedWithinDays, violations);
        ByWord.requireAll("/approvedWithinDays", Severity.class, approvedWithinDays, violations);
        approvedWithinDays.forEach((severity, days) -> {
            if (days < submittedWithinDays.getOrDefault(severity, 0)) {
                violations.add(
                        ByWord.at("/approvedWithinDays", severity),
                        "runs_backwards",
                        "It cannot be approved before it is submitted: this is at least submittedWithinDays.");
            }
        });
    }
}

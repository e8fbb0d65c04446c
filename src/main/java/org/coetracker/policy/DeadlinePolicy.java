package org.coetracker.policy;

import java.util.Map;

/**
 * By when a COE is to be written and agreed to, in calendar days from the mitigation, else from its filing.
 *
 * @param submittedWithinDays until it goes to its reviewers
 * @param approvedWithinDays until it is approved
 */
public record DeadlinePolicy(Map<Severity, Integer> submittedWithinDays, Map<Severity, Integer> approvedWithinDays) {
    /** The worse it was, the sooner. */
    static final DeadlinePolicy DEFAULT = new DeadlinePolicy(
            Map.of(Severity.SEV1, 3, Severity.SEV2, 5, Severity.SEV3, 10, Severity.SEV4, 10),
            Map.of(Severity.SEV1, 14, Severity.SEV2, 14, Severity.SEV3, 30, Severity.SEV4, 30));
}

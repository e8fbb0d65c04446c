package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.coetracker.shared.problem.Violations;

/**
 * When a committed action is due that was given no date, in calendar days from the commitment.
 *
 * @param byPriority where the priority decides
 * @param bySeverity where it does not
 * @param longestReDateDays how far from today a new date may lie
 * @param reDatesByOwnTeam how many re-dates need nobody but the team; more need the parent team's manager
 */
public record DueDatePolicy(
        Map<Priority, @Min(0) @Max(MAX_DAYS) Integer> byPriority,
        Map<Severity, @Min(0) @Max(MAX_DAYS) Integer> bySeverity,
        @Min(1) @Max(3_660) int longestReDateDays,
        @Min(0) @Max(100) int reDatesByOwnTeam)
        implements PolicyDocument {
    /** A week for what cannot wait, else by how bad it was. */
    static final DueDatePolicy DEFAULT = new DueDatePolicy(
            Map.of(Priority.P0, 7),
            Map.of(Severity.SEV1, 15, Severity.SEV2, 30, Severity.SEV3, 60, Severity.SEV4, 90),
            366,
            2);

    /** Puts the words into their order. */
    public DueDatePolicy {
        byPriority = ByWord.of(Priority.class, byPriority);
        bySeverity = ByWord.of(Severity.class, bySeverity);
    }

    @Override
    public void check(Violations violations) {
        ByWord.requireAll("/bySeverity", Severity.class, bySeverity, violations);
    }
}

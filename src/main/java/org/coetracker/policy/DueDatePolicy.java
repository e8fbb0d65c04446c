package org.coetracker.policy;

import java.util.Map;

/**
 * When a committed action is due that was given no date, in calendar days from the commitment.
 *
 * @param byPriority where the priority decides
 * @param bySeverity where it does not
 * @param longestReDateDays how far from today a new date may lie
 * @param reDatesByOwnTeam how many re-dates need nobody but the team; more need the parent team's manager
 */
public record DueDatePolicy(
        Map<Priority, Integer> byPriority,
        Map<Severity, Integer> bySeverity,
        int longestReDateDays,
        int reDatesByOwnTeam) {
    /** A week for what cannot wait, else by how bad it was. */
    static final DueDatePolicy DEFAULT = new DueDatePolicy(
            Map.of(Priority.P0, 7),
            Map.of(Severity.SEV1, 15, Severity.SEV2, 30, Severity.SEV3, 60, Severity.SEV4, 90),
            366,
            2);
}

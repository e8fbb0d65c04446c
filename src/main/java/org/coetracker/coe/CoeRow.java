package org.coetracker.coe;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.action.ActionCounts;
import org.coetracker.policy.Severity;

/** A COE as a list selects it: all but its answers. */
record CoeRow(
        UUID id,
        long number,
        int version,
        Status status,
        Kind kind,
        Severity severity,
        Confidentiality confidentiality,
        String title,
        String summary,
        String team,
        String owner,
        List<String> reviewers,
        List<String> reviewTeams,
        List<String> services,
        List<String> regions,
        List<String> tags,
        Instant startedAt,
        Instant detectedAt,
        Instant engagedAt,
        Instant mitigatedAt,
        Instant resolvedAt,
        Instant createdAt,
        Instant updatedAt) {

    CoeSummary with(ActionCounts counts) {
        return new CoeSummary(
                id,
                "COE-" + number,
                version,
                status,
                kind,
                severity,
                confidentiality,
                title,
                summary,
                team,
                owner,
                reviewers,
                reviewTeams,
                services,
                regions,
                tags,
                new IncidentTimes(startedAt, detectedAt, engagedAt, mitigatedAt, resolvedAt),
                counts,
                createdAt,
                updatedAt);
    }
}

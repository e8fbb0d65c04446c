package org.coetracker.coe;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.action.ActionCounts;
import org.coetracker.policy.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A COE in a list: without its answers, with counts of its actions.
 *
 * @param actions how its actions stand
 */
@Schema(name = "CoeSummary")
record CoeSummary(
        UUID id,
        String ref,
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
        IncidentTimes incident,
        ActionCounts actions,
        Instant createdAt,
        Instant updatedAt) {}

package org.coetracker.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.coe.Confidentiality;
import org.coetracker.coe.Kind;
import org.coetracker.coe.Status;
import org.coetracker.policy.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A COE that was found.
 *
 * @param startedAt when the incident began
 * @param highlights where the words are, the most telling member first
 */
@Schema(name = "SearchHit")
record SearchHit(
        UUID id,
        String ref,
        Status status,
        Kind kind,
        Severity severity,
        Confidentiality confidentiality,
        String title,
        String team,
        String owner,
        List<String> services,
        List<String> tags,
        Instant startedAt,
        Instant createdAt,
        Instant updatedAt,
        List<Highlight> highlights) {}

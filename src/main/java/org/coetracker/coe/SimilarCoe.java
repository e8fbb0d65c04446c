package org.coetracker.coe;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.action.ActionCounts;
import org.coetracker.policy.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An earlier COE that is like another one.
 *
 * @param sharedTerms the words that both have, the most telling first, as the other one writes them
 * @param actions how its actions stand
 */
@Schema(name = "SimilarCoe")
public record SimilarCoe(
        UUID id,
        String ref,
        Status status,
        Severity severity,
        String title,
        String team,
        List<String> services,
        Instant startedAt,
        Instant createdAt,
        List<String> sharedTerms,
        ActionCounts actions) {}

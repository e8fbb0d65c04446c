package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The key times of an incident; those that are given never run backwards.
 *
 * @param startedAt when it began
 * @param detectedAt when it was noticed
 * @param engagedAt when somebody began to work on it
 * @param mitigatedAt when it stopped hurting
 * @param resolvedAt when it was over
 */
@Embeddable
@Schema(name = "IncidentTimes")
public record IncidentTimes(
        @Column(name = "started_at") Instant startedAt,
        @Column(name = "detected_at") Instant detectedAt,
        @Column(name = "engaged_at") Instant engagedAt,
        @Column(name = "mitigated_at") Instant mitigatedAt,
        @Column(name = "resolved_at") Instant resolvedAt) {
    /** No time known yet. */
    public static final IncidentTimes UNKNOWN = new IncidentTimes(null, null, null, null, null);

    /** The times by their names, in the order in which they have to be. */
    @JsonIgnore
    public Map<String, Instant> inOrder() {
        Map<String, Instant> times = new LinkedHashMap<>();
        times.put("startedAt", startedAt);
        times.put("detectedAt", detectedAt);
        times.put("engagedAt", engagedAt);
        times.put("mitigatedAt", mitigatedAt);
        times.put("resolvedAt", resolvedAt);
        return times;
    }
}

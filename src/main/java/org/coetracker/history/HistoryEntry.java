package org.coetracker.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of a history.
 *
 * @param id rises with each change
 * @param at when
 * @param actor who
 * @param requestId the request that made the change
 * @param subject what kind of thing changed
 * @param ref which one
 * @param version its version after the change
 * @param change what was done
 * @param reason why, where somebody had to say
 * @param changes each member that changed, before and after
 */
@Schema(name = "HistoryEntry")
public record HistoryEntry(
        long id,
        Instant at,
        String actor,
        String requestId,
        String subject,
        String ref,
        int version,
        String change,
        String reason,
        List<MemberChange> changes) {

    /**
     * One member that changed.
     *
     * @param pointer where, as a JSON pointer
     * @param before its value before; null when it was not there
     * @param after its value after; null when it is gone
     */
    @Schema(name = "MemberChange")
    public record MemberChange(
            String pointer,
            @Schema(implementation = Object.class) JsonNode before,
            @Schema(implementation = Object.class) JsonNode after) {}
}

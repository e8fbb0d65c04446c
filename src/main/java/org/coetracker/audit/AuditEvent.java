package org.coetracker.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.coetracker.history.AuditKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One event of the audit trail.
 *
 * @param sequence its place in the chain
 * @param at when
 * @param actor who
 * @param credential by what they showed who they are; null for events older than the chain
 * @param address the network address that the request came from
 * @param requestId the request that it came with
 * @param kind what kind of thing it is about
 * @param object which one: a ref, a handle, a name or an id
 * @param change what was done
 * @param reason why, where somebody had to say
 * @param patch from before to after, with what was there before as tests
 */
@Schema(name = "AuditEvent")
record AuditEvent(
        long sequence,
        Instant at,
        String actor,
        String credential,
        String address,
        String requestId,
        AuditKind kind,
        String object,
        String change,
        String reason,
        List<PatchOperation> patch) {

    /**
     * One operation of a JSON Patch (RFC 6902).
     *
     * @param op {@code test} for what was there before, then {@code add}, {@code replace} or {@code remove}
     * @param path where, as a JSON pointer
     * @param value the value; left out where one is removed
     */
    @Schema(name = "PatchOperation")
    record PatchOperation(
            String op,
            String path,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(implementation = Object.class)
            JsonNode value) {}
}

package org.coetracker.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.coetracker.audit.AuditEvent.PatchOperation;
import org.coetracker.history.Differences;

/** What differs between two snapshots, as a JSON Patch (RFC 6902) that tells what was there before by tests. */
final class Patches {
    private static final EnumSet<DiffFlags> FLAGS = EnumSet.of(
            DiffFlags.OMIT_MOVE_OPERATION,
            DiffFlags.OMIT_COPY_OPERATION,
            DiffFlags.OMIT_VALUE_ON_REMOVE,
            DiffFlags.EMIT_TEST_OPERATIONS);

    private Patches() {}

    static List<PatchOperation> between(JsonNode before, JsonNode after) {
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonNode operation : JsonDiff.asJson(stored(before), stored(after), FLAGS)) {
            operations.add(new PatchOperation(
                    operation.path("op").asText(), operation.path("path").asText(), operation.get("value")));
        }
        return operations;
    }

    /** The snapshot without what is derived when it is read, or said by the event itself. */
    static JsonNode stored(JsonNode snapshot) {
        if (snapshot instanceof ObjectNode object) {
            return object.deepCopy().remove(Differences.LEFT_OUT);
        }
        return snapshot.isMissingNode() ? JsonNodeFactory.instance.objectNode() : snapshot;
    }
}

package org.coetracker.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.coetracker.audit.AuditEvent.PatchOperation;
import org.coetracker.history.Differences;
import org.coetracker.shared.json.JsonText;

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

    /** All of it goes: what there was at the end, as a test of the whole document, and its removal. */
    static List<PatchOperation> removal(JsonNode last) {
        return List.of(new PatchOperation("test", "", stored(last)), new PatchOperation("remove", "", null));
    }

    /**
     * What the sweep did to an action, of which it writes no snapshot: it was flagged, and a decision on it is owed.
     *
     * @param action the last snapshot of the action, which tells what the opened overdue review is about
     */
    static List<PatchOperation> flagging(JsonNode action, Instant at) {
        ObjectNode opened = JsonNodeFactory.instance.objectNode().put("status", "pending");
        for (String member : List.of("dueOn", "team", "owner")) {
            if (action.has(member)) {
                opened.set(member, action.get(member));
            }
        }
        List<PatchOperation> operations = new ArrayList<>(replacement("/flaggedAt", null, at));
        operations.add(new PatchOperation("add", "/overdueReview", opened));
        return operations;
    }

    /** What the sweep did to overdue reviews that were pending, of which it writes no snapshot. */
    static List<PatchOperation> resolving(String resolution, Instant at) {
        List<PatchOperation> operations = new ArrayList<>(replacement("/status", "pending", "resolved"));
        operations.addAll(replacement("/resolution", null, resolution));
        operations.addAll(replacement("/resolvedAt", null, at));
        return operations;
    }

    private static List<PatchOperation> replacement(String path, Object before, Object after) {
        return List.of(
                new PatchOperation("test", path, JsonText.tree(before)),
                new PatchOperation("replace", path, JsonText.tree(after)));
    }

    /** The snapshot without what is derived when it is read, or said by the event itself. */
    static JsonNode stored(JsonNode snapshot) {
        if (snapshot instanceof ObjectNode object) {
            return object.deepCopy().remove(Differences.LEFT_OUT);
        }
        return snapshot.isMissingNode() ? JsonNodeFactory.instance.objectNode() : snapshot;
    }
}

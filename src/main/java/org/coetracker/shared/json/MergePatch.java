package org.coetracker.shared.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON Merge Patch (RFC 7396): absent is untouched, null clears, arrays are replaced whole. */
public final class MergePatch {
    private final ObjectNode patch;

    MergePatch(ObjectNode patch) {
        this.patch = patch;
    }

    /** A patch that the service makes itself. */
    public static MergePatch of(ObjectNode patch) {
        return new MergePatch(patch);
    }

    /** The members that the patch names, in its order. */
    public List<String> members() {
        List<String> members = new ArrayList<>();
        patch.fieldNames().forEachRemaining(members::add);
        return members;
    }

    /** The target with this patch applied; the target itself stays as it is. */
    public ObjectNode applyTo(ObjectNode target) {
        return (ObjectNode) merge(target, patch);
    }

    /** Whether the patch names the member. */
    public boolean names(String member) {
        return patch.has(member);
    }

    /** Takes out a member that steers the change and is not part of the record, such as its reason. */
    public Optional<JsonNode> take(String member) {
        JsonNode value = patch.remove(member);
        return Optional.ofNullable(value).filter(node -> !node.isNull());
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode merged = target != null && target.isObject()
                ? ((ObjectNode) target).deepCopy()
                : ((ObjectNode) patch).objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                // Null and absent mean the same in a record; left in, a misspelt member is still found.
                merged.putNull(member.getKey());
            } else {
                merged.set(member.getKey(), merge(merged.get(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    @Override
    public String toString() {
        return patch.toString();
    }
}

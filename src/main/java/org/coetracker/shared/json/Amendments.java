package org.coetracker.shared.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/**
 * Applies merge patches to what is shown of a record. Members that the service keeps may be sent along as they are,
 * so that somebody can send back what they read; to change one is refused.
 */
@Singleton
public class Amendments {
    private final RequestReader reader;

    Amendments(RequestReader reader) {
        this.reader = reader;
    }

    /**
     * The record as it shall be; empty when the patch changes nothing.
     *
     * @param current the record as it is shown
     * @param kept paths of members that the service keeps, such as {@code version} or {@code verification/outcome}
     * @param type what the record is filed with
     * @throws org.coetracker.shared.problem.ProblemException 422 when a kept member would change, 400 when the result
     *     is not of the documented shape
     */
    public <T> Optional<T> apply(MergePatch patch, Object current, Set<String> kept, Class<T> type) {
        ObjectNode before = (ObjectNode) JsonText.parse(JsonText.write(current));
        ObjectNode after = patch.applyTo(before);
        boolean changes = !equal(withoutNulls(before), withoutNulls(after));
        Violations violations = new Violations();
        for (String path : kept) {
            if (!equal(before.at("/" + path), after.at("/" + path))) {
                violations.add("/" + path, "read_only", "This is kept by the service and cannot be written.");
            }
            remove(after, path);
        }
        violations.orElseThrow(ErrorCode.INVALID);
        T record = reader.convert(after, type);
        return changes ? Optional.of(record) : Optional.empty();
    }

    /**
     * What a record says of what it is filed with; what the service keeps is left out.
     *
     * @param type a record type, what the record is filed with
     * @throws org.coetracker.shared.problem.ProblemException 400 when it is not of the documented shape
     */
    public <T extends Record> T said(JsonNode record, Class<T> type) {
        ObjectNode said = record.deepCopy();
        said.retain(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
        return reader.convert(said, type);
    }

    /** Whether two members say the same; null and absent do. */
    public static boolean equal(JsonNode one, JsonNode other) {
        boolean nothing = one.isMissingNode() || one.isNull();
        return nothing
                ? other.isMissingNode() || other.isNull()
                // To write both out costs more, and tells what equals cannot: numbers of one value and two types.
                : one.equals(other) || one.toString().equals(other.toString());
    }

    private static JsonNode withoutNulls(ObjectNode record) {
        ObjectNode stripped = record.deepCopy();
        stripped.properties().removeIf(member -> member.getValue().isNull());
        return stripped;
    }

    private static void remove(ObjectNode record, String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            record.remove(path);
        } else if (record.get(path.substring(0, slash)) instanceof ObjectNode inner) {
            inner.remove(path.substring(slash + 1));
        }
    }
}

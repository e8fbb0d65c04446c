package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.coetracker.shared.json.JsonText;

/** What a record says, to be compared: what is absent, null, false or an empty list is the same, numbers by their digits. */
final class Members {
    private Members() {}

    static JsonNode of(Object record) {
        return normal(JsonText.tree(record));
    }

    static JsonNode normal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode members = Reading.JSON.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode value = member.getValue();
                boolean isNothing = value.isNull()
                        || value.isBoolean() && !value.booleanValue()
                        || value.isArray() && value.isEmpty();
                if (!isNothing) {
                    members.set(member.getKey(), normal(value));
                }
            }
            return members;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode items = Reading.JSON.arrayNode();
            array.forEach(item -> items.add(normal(item)));
            return items;
        }
        return node.isNumber()
                ? Reading.JSON.textNode(node.decimalValue().stripTrailingZeros().toString())
                : node;
    }
}

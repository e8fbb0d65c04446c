package org.coetracker.shared.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/**
 * Attaches {@code examples/<operationId>.json}: an object with {@code request} and one member for each status of
 * success, or status and media type where there are several ({@code "200 text/csv"}). Where one example says too little
 * there is {@code requests} instead, an object of named ones, each with a {@code summary} and a {@code value}. An
 * example may be like another file in the folder, {@code {"like": "Coe", "with": {…}}}, with other values for some
 * members.
 */
final class Examples {
    private static final String FOLDER = "examples/";

    void apply(OpenAPI document) {
        Schemas.operations(document)
                .forEach(operation -> Resources.json(FOLDER + operation.getOperationId() + ".json")
                        .ifPresent(examples -> attach(operation, examples)));
    }

    private static void attach(Operation operation, JsonNode examples) {
        if (operation.getRequestBody() != null) {
            attach(operation.getRequestBody().getContent(), examples, "request");
        }
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (answer.getContent() != null) {
                attach(answer.getContent(), examples, status);
            }
        });
    }

    private static void attach(Content content, JsonNode examples, String key) {
        content.getMediaTypes().forEach((name, type) -> {
            JsonNode example = examples.path(key + " " + name);
            if (example.isMissingNode() && name.endsWith("json")) {
                example = examples.path(key);
            }
            if (name.endsWith("json")) {
                examples.path(key + "s")
                        .properties()
                        .forEach(one -> type.addExample(
                                one.getKey(),
                                OASFactory.createExample()
                                        .summary(one.getValue().path("summary").asText())
                                        .value(value(one.getValue().path("value")))));
            }
            if (!example.isMissingNode()) {
                type.setExample(value(example));
            }
        });
    }

    private static Object value(JsonNode example) {
        return JsonText.read(resolve(example).toString(), Object.class);
    }

    private static JsonNode resolve(JsonNode example) {
        if (example.isObject()) {
            if (example.has("like")) {
                String base = FOLDER + example.get("like").asText() + ".json";
                JsonNode like = Resources.json(base)
                        .orElseThrow(() -> new IllegalStateException("There is no openapi/" + base));
                return with((ObjectNode) resolve(like), resolve(example.path("with")));
            }
            ((ObjectNode) example).properties().forEach(member -> member.setValue(resolve(member.getValue())));
        } else if (example.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            example.forEach(item -> list.add(resolve(item)));
            return list;
        }
        return example;
    }

    /** Other values for some members; null is a value here. */
    private static JsonNode with(ObjectNode base, JsonNode changes) {
        changes.properties().forEach(change -> {
            JsonNode now = base.get(change.getKey());
            base.set(
                    change.getKey(),
                    now instanceof ObjectNode inner && change.getValue().isObject()
                            ? with(inner, change.getValue())
                            : change.getValue());
        });
        return base;
    }
}

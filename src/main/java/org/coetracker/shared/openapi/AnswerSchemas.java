package org.coetracker.shared.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * What is answered. Every member is there, save those that the descriptions mark with two question marks; null is only
 * where they mark it with one. Limits hold for what is sent: they may change, and what was stored stays.
 */
final class AnswerSchemas {
    private final OpenAPI document;
    private final Schemas schemas;
    private final Descriptions descriptions;

    AnswerSchemas(OpenAPI document, Schemas schemas, Descriptions descriptions) {
        this.document = document;
        this.schemas = schemas;
        this.descriptions = descriptions;
    }

    void apply() {
        problemMembers(schemas.get("Problem"));
        for (String name : schemas.inAnswers(document)) {
            Schema schema = schemas.get(name);
            if (Schemas.isObject(schema)) {
                answer(name, schema);
            }
        }
    }

    private void answer(String name, Schema schema) {
        Schemas.walk(schema, AnswerSchemas::withoutLimits);
        Map<String, Schema> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        inOrder(name, schema).forEach((member, shape) -> {
            Descriptions.Presence presence = descriptions.presence(name, member);
            members.put(member, presence == Descriptions.Presence.NULLABLE ? Schemas.nullable(shape) : shape);
            if (presence != Descriptions.Presence.OPTIONAL) {
                required.add(member);
            }
        });
        schema.setProperties(members.isEmpty() ? null : members);
        schema.setRequired(required.isEmpty() ? null : required);
    }

    /** The scanner loses the order of members that are written into another schema: own ones first, then those. */
    private Map<String, Schema> inOrder(String name, Schema schema) {
        Schema like = schemas.get(descriptions.like(name));
        if (like == null) {
            return Schemas.properties(schema);
        }
        Map<String, Schema> members = new LinkedHashMap<>(Schemas.properties(schema));
        Schemas.properties(like).keySet().stream()
                .filter(members::containsKey)
                .toList()
                .forEach(member -> members.put(member, members.remove(member)));
        return members;
    }

    private static void withoutLimits(Schema schema) {
        schema.setMaxLength(null);
        schema.setMinLength(null);
        schema.setMaxItems(null);
        schema.setMinItems(null);
        schema.setPattern(null);
        schema.setDefaultValue(null);
    }

    /** The extension members that problems of some kinds have. */
    private static void problemMembers(Schema problem) {
        problem.addProperty("current", OASFactory.createSchema().addType(SchemaType.STRING));
        problem.addProperty(
                "openMoves",
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(SchemaType.STRING)));
        problem.addProperty(
                "currentVersion",
                OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32"));
        problem.addProperty(
                "conflicts",
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(SchemaType.STRING)));
        problem.addProperty(
                "changedSince",
                OASFactory.createSchema().addType(SchemaType.ARRAY).items(Schemas.reference("LastChange")));
        problem.addProperty(
                "findings", OASFactory.createSchema().addType(SchemaType.ARRAY).items(Schemas.reference("Finding")));
        for (String count : List.of("blockers", "advice")) {
            problem.addProperty(
                    count, OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32"));
        }
    }
}

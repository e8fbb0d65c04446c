package org.coetracker.shared.openapi;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Gives types the form that they have on the wire, where the scanner shows the one that they have in Java. */
final class WireForms {
    private final OpenAPI document;
    private final Schemas schemas;

    WireForms(OpenAPI document, Schemas schemas) {
        this.document = document;
        this.schemas = schemas;
    }

    void apply() {
        Map<String, Schema> scalars = new TreeMap<>(schemas.all());
        scalars.values().removeIf(schema -> Schemas.isEnum(schema) || schema.getFormat() == null);
        Consumer<Schema> correct = schema -> {
            dissolve(schema, scalars);
            correct(schema);
        };
        schemas.all().values().forEach(schema -> Schemas.walk(schema, correct));
        Schemas.operations(document)
                .flatMap(operation -> Schemas.parameters(operation).stream())
                .forEach(parameter -> Schemas.walk(parameter.getSchema(), correct));
        scalars.keySet().forEach(schemas.all()::remove);
    }

    /** Times, days and ids are strings of a format, and need no name of their own. */
    private static void dissolve(Schema schema, Map<String, Schema> scalars) {
        Schema scalar = scalars.get(String.valueOf(Schemas.target(schema)));
        if (scalar != null) {
            schema.setRef(null);
            schema.setType(scalar.getType());
            schema.setFormat(scalar.getFormat());
        }
    }

    private static void correct(Schema schema) {
        if (schema.getRef() != null) {
            schema.setType(null);
        }
        if (Schemas.isEnum(schema)) {
            schema.setEnumeration(schema.getEnumeration().stream()
                    .map(value -> (Object) lowerCase(String.valueOf(value)))
                    .toList());
        }
        String pattern = schema.getPattern();
        if (pattern != null && schema.getType() != null && schema.getType().contains(SchemaType.STRING)) {
            schema.setPattern(portable(pattern));
        } else {
            schema.setPattern(null);
        }
    }

    /** Bean Validation matches the whole text and JSON Schema searches in it; it knows no POSIX classes either. */
    private static String portable(String pattern) {
        String text = pattern.replace("\\p{Cntrl}", "\\x00-\\x1f\\x7f");
        return text.equals("\\S") || text.startsWith("^") ? text : "^(?:" + text + ")$";
    }

    private static String lowerCase(String constant) {
        return constant.matches("[A-Z][A-Z0-9_]*") ? constant.toLowerCase(java.util.Locale.ROOT) : constant;
    }
}

package org.coetracker.shared.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The named schemas of the document, and ways to walk, copy and bend them. */
final class Schemas {
    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, Schema> named;

    private Schemas(Map<String, Schema> named) {
        this.named = named;
    }

    static Schemas of(OpenAPI document) {
        return new Schemas(new TreeMap<>(document.getComponents().getSchemas()));
    }

    Map<String, Schema> all() {
        return named;
    }

    Schema get(String name) {
        return named.get(name);
    }

    void put(String name, Schema schema) {
        named.put(name, schema);
    }

    /** The name that a schema refers to; null when it is not a reference. */
    static String target(Schema schema) {
        return schema == null || schema.getRef() == null ? null : target(schema.getRef());
    }

    /** The name that a reference ends in. */
    static String target(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    static Schema reference(String name) {
        return OASFactory.createSchema().ref(PREFIX + name);
    }

    static boolean isObject(Schema schema) {
        return schema.getType() != null && schema.getType().contains(SchemaType.OBJECT);
    }

    /** Whether the schema is one of several, told apart by a member. */
    static boolean hasVariants(Schema schema) {
        return schema.getOneOf() != null
                && schema.getDiscriminator() != null
                && schema.getDiscriminator().getMapping() != null;
    }

    static boolean isEnum(Schema schema) {
        return schema.getEnumeration() != null && !schema.getEnumeration().isEmpty();
    }

    static Map<String, Schema> properties(Schema schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }

    static List<String> required(Schema schema) {
        return schema.getRequired() == null ? List.of() : schema.getRequired();
    }

    /** The schema and all that are written inside it; references are not followed. */
    static void walk(Schema schema, Consumer<Schema> visitor) {
        // A schema can be just true or false, which has no inside.
        if (schema != null && schema.getBooleanSchema() == null) {
            visitor.accept(schema);
            inside(schema).forEach(part -> walk(part, visitor));
        }
    }

    private static Stream<Schema> inside(Schema schema) {
        List<Schema> parts = new ArrayList<>(properties(schema).values());
        for (List<Schema> alternatives : nonNull(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
            parts.addAll(alternatives);
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems());
        }
        if (schema.getAdditionalPropertiesSchema() != null) {
            parts.add(schema.getAdditionalPropertiesSchema());
        }
        return parts.stream();
    }

    @SafeVarargs
    private static List<List<Schema>> nonNull(List<Schema>... lists) {
        return Stream.of(lists).filter(list -> list != null).toList();
    }

    /** A copy that can be changed without changing the original. */
    static Schema copy(Schema schema) {
        Schema copy = OASFactory.createSchema();
        schema.getAll().forEach((key, value) -> copy.set(key, copyOf(value)));
        copy.setRef(schema.getRef());
        return copy;
    }

    private static Object copyOf(Object value) {
        if (value instanceof Schema schema) {
            return copy(schema);
        }
        if (value instanceof Discriminator discriminator) {
            return OASFactory.createDiscriminator()
                    .propertyName(discriminator.getPropertyName())
                    .mapping(discriminator.getMapping());
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(Schemas::copyOf).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(key, copyOf(inner)));
            return copy;
        }
        return value;
    }

    /** The same schema, which takes null as well. */
    static Schema nullable(Schema schema) {
        if (schema.getRef() != null) {
            Schema either = OASFactory.createSchema()
                    .anyOf(new ArrayList<>(List.of(
                            reference(target(schema)), OASFactory.createSchema().addType(SchemaType.NULL))));
            either.setDescription(schema.getDescription());
            either.setDefaultValue(schema.getDefaultValue());
            return either;
        }
        if (schema.getType() != null && !schema.getType().contains(SchemaType.NULL)) {
            List<SchemaType> types = new ArrayList<>(schema.getType());
            types.add(SchemaType.NULL);
            schema.setType(types);
            if (isEnum(schema)) {
                List<Object> values = new ArrayList<>(schema.getEnumeration());
                values.add(null);
                schema.setEnumeration(values);
            }
        }
        return schema;
    }

    /** Every schema that requests need, by name. */
    Set<String> inRequests(OpenAPI document) {
        Set<String> found = new LinkedHashSet<>();
        operations(document).forEach(operation -> {
            if (operation.getRequestBody() != null) {
                contents(operation.getRequestBody().getContent()).forEach(content -> reach(content, found));
            }
        });
        return found;
    }

    /** Every schema that answers need, by name. */
    Set<String> inAnswers(OpenAPI document) {
        Set<String> found = new LinkedHashSet<>();
        operations(document)
                .forEach(operation -> operation
                        .getResponses()
                        .getAPIResponses()
                        .values()
                        .forEach(answer -> contents(answer.getContent()).forEach(content -> reach(content, found))));
        reach(reference("Problem"), found);
        return found;
    }

    /** Takes out what nothing needs any more, and sorts the rest. */
    void retainUsed(OpenAPI document) {
        Set<String> used = inRequests(document);
        used.addAll(inAnswers(document));
        operations(document)
                .forEach(operation -> parameters(operation).forEach(parameter -> reach(parameter.getSchema(), used)));
        named.keySet().retainAll(used);
        document.getComponents().setSchemas(new TreeMap<>(named));
    }

    private void reach(Schema schema, Set<String> found) {
        walk(schema, part -> {
            String name = target(part);
            if (name != null && named.containsKey(name) && found.add(name)) {
                reach(named.get(name), found);
            }
        });
    }

    static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream());
    }

    static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static Stream<Schema> contents(Content content) {
        Collection<MediaType> types =
                content == null ? List.of() : content.getMediaTypes().values();
        return types.stream().map(MediaType::getSchema).filter(schema -> schema != null);
    }
}

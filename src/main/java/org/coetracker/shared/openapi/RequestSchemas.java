package org.coetracker.shared.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * What may be sent. Members are closed lists, as a misspelt one is refused; null is the same as left out; what answers
 * share gets a schema of its own ({@code NewImpact} beside {@code Impact}), since answers leave nothing out; and patches
 * ({@code CoePatch}) take any part of what is filed.
 */
final class RequestSchemas {
    private static final String NEW = "New";
    private static final String PATCH = "Patch";

    private final OpenAPI document;
    private final Schemas schemas;
    private final Properties patches = Resources.properties("patches.properties");

    RequestSchemas(OpenAPI document, Schemas schemas) {
        this.document = document;
        this.schemas = schemas;
    }

    void apply() {
        split();
        for (String name : schemas.inRequests(document)) {
            Schema schema = schemas.get(name);
            if (Schemas.isObject(schema)) {
                close(schema);
            }
        }
        document.getPaths().getPathItems().values().forEach(path -> {
            Operation patch = path.getOperations().get(PathItem.HttpMethod.PATCH);
            if (patch != null) {
                patch.getRequestBody().getContent().getMediaTypes().values().forEach(this::patch);
            }
        });
        Schemas.operations(document)
                .filter(operation -> operation.getRequestBody() != null)
                .forEach(this::requireBody);
    }

    /** Gives requests schemas of their own where they share them with answers. */
    private void split() {
        Set<String> inRequests = schemas.inRequests(document);
        Set<String> shared = schemas.inAnswers(document);
        shared.retainAll(inRequests);
        shared.removeIf(name -> !Schemas.isObject(schemas.get(name)) && !Schemas.hasVariants(schemas.get(name)));
        for (String name : shared) {
            schemas.put(NEW + name, Schemas.copy(schemas.get(name)));
        }
        for (String name : inRequests) {
            Schema own = schemas.get(shared.contains(name) ? NEW + name : name);
            Schemas.walk(own, part -> redirect(part, shared));
        }
        Schemas.operations(document)
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
                .forEach(content -> Schemas.walk(content.getSchema(), part -> redirect(part, shared)));
    }

    private static void redirect(Schema part, Set<String> shared) {
        String target = Schemas.target(part);
        if (target != null && shared.contains(target)) {
            part.setRef(Schemas.reference(NEW + target).getRef());
        }
        if (Schemas.hasVariants(part)) {
            Map<String, String> mapping =
                    new LinkedHashMap<>(part.getDiscriminator().getMapping());
            mapping.replaceAll((value, ref) -> shared.contains(Schemas.target(ref))
                    ? Schemas.reference(NEW + Schemas.target(ref)).getRef()
                    : ref);
            part.getDiscriminator().setMapping(mapping);
        }
    }

    private static void close(Schema schema) {
        schema.setAdditionalPropertiesBoolean(false);
        Map<String, Schema> members = new LinkedHashMap<>();
        Schemas.properties(schema)
                .forEach((name, member) ->
                        members.put(name, Schemas.required(schema).contains(name) ? member : Schemas.nullable(member)));
        schema.setProperties(members.isEmpty() ? null : members);
    }

    private void patch(MediaType content) {
        String filed = Schemas.target(content.getSchema());
        if (filed != null && !filed.endsWith(PATCH)) {
            content.setSchema(Schemas.reference(patchOf(filed)));
        }
    }

    /** Any part of what is filed, to any depth; lists are replaced whole. */
    private String patchOf(String filed) {
        String name = (filed.startsWith(NEW) ? filed.substring(NEW.length()) : filed) + PATCH;
        if (schemas.get(name) != null) {
            return name;
        }
        Schema patch = Schemas.copy(schemas.get(filed));
        schemas.put(name, patch);
        patch.setRequired(null);
        patch.setAdditionalPropertiesBoolean(false);
        for (String change : patches.getProperty(name, "").split("[, ]+", -1)) {
            if (change.equals("+reason")) {
                patch.addProperty("reason", reason());
            } else if (change.startsWith("-")) {
                patch.removeProperty(change.substring(1));
            }
        }
        Map<String, Schema> members = new LinkedHashMap<>();
        Schemas.properties(patch).forEach((member, schema) -> members.put(member, patched(schema)));
        patch.setProperties(members);
        return name;
    }

    private Schema patched(Schema member) {
        member.setDefaultValue(null);
        boolean nullable = member.getAnyOf() != null;
        String target = Schemas.target(nullable ? member.getAnyOf().get(0) : member);
        if (target == null || !Schemas.isObject(schemas.get(target))) {
            return member;
        }
        Schema inner = Schemas.reference(patchOf(target));
        return nullable ? Schemas.nullable(inner) : inner;
    }

    private static Schema reason() {
        return OASFactory.createSchema()
                .type(new ArrayList<>(List.of(SchemaType.STRING, SchemaType.NULL)))
                .maxLength(5_000)
                .pattern("\\S");
    }

    /** A move that needs to be told nothing needs no body. */
    private void requireBody(Operation operation) {
        boolean needed = operation.getRequestBody().getContent().getMediaTypes().keySet().stream()
                        .anyMatch(type -> type.contains("merge-patch"))
                || operation.getRequestBody().getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .map(schema -> schema.getRef() == null ? schema : schemas.get(Schemas.target(schema)))
                        .anyMatch(schema -> !Schemas.isObject(schema)
                                || !Schemas.required(schema).isEmpty());
        operation.getRequestBody().setRequired(needed);
    }
}

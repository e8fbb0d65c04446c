package org.coetracker.shared.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Bodies of several shapes. The member that tells them apart is an annotation's word in Java and no member of any record;
 * on the wire each shape has it, with the one value that names it.
 */
final class Variants {
    private final Schemas schemas;

    Variants(Schemas schemas) {
        this.schemas = schemas;
    }

    void apply() {
        for (Schema schema : schemas.all().values()) {
            if (Schemas.hasVariants(schema)) {
                // What is an object is said by each variant; to close the whole would leave no room for their members.
                schema.setType(null);
                String member = schema.getDiscriminator().getPropertyName();
                schema.getDiscriminator()
                        .getMapping()
                        .forEach((value, ref) -> name(schemas.get(Schemas.target(ref)), member, value));
            }
        }
    }

    private static void name(Schema variant, String member, String value) {
        Map<String, Schema> members = new LinkedHashMap<>();
        members.put(
                member,
                OASFactory.createSchema().addType(SchemaType.STRING).enumeration(new ArrayList<>(List.of(value))));
        Schemas.properties(variant).forEach(members::putIfAbsent);
        variant.setProperties(members);
        List<String> required = new ArrayList<>(List.of(member));
        Schemas.required(variant).stream().filter(name -> !name.equals(member)).forEach(required::add);
        variant.setRequired(required);
    }
}

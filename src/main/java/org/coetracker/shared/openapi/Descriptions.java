package org.coetracker.shared.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The words for schemas, members, parameters, headers and tags, from {@code descriptions.properties}. */
final class Descriptions {
    private static final String MAY_GROW = "The list may grow: take a value that you do not know as it is.";

    /** Whether a member of an answer is always there. */
    enum Presence {
        /** There, and not null. */
        SET,
        /** There, and maybe null. */
        NULLABLE,
        /** Maybe left out, never null. */
        OPTIONAL
    }

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, Presence> presences = new HashMap<>();

    private Descriptions(Properties lines) {
        lines.stringPropertyNames().forEach(line -> {
            String key = line.replaceAll("\\?+$", "");
            words.put(key, lines.getProperty(line));
            presences.put(
                    key,
                    line.endsWith("??") ? Presence.OPTIONAL : line.endsWith("?") ? Presence.NULLABLE : Presence.SET);
        });
    }

    static Descriptions load() {
        return new Descriptions(Resources.properties("descriptions.properties"));
    }

    String of(String key) {
        return words.get(key);
    }

    /** Whether the member of an answer is always there; the answer's own line decides, never its request's. */
    Presence presence(String schema, String member) {
        return Stream.of(schema, like(schema), "*")
                .map(owner -> presences.get(owner + "." + member))
                .filter(presence -> presence != null)
                .findFirst()
                .orElse(Presence.SET);
    }

    /** The schema whose members are written into this one; "*" when there is none. */
    String like(String schema) {
        return words.getOrDefault(schema + ".*", "*");
    }

    void describe(OpenAPI document, Schemas schemas) {
        document.getComponents().getSchemas().forEach((name, schema) -> {
            schema.setDescription(own(name));
            if (Schemas.isEnum(schema)) {
                schema.setDescription(values(name, schema));
            }
            Schemas.properties(schema).forEach((member, shape) -> {
                if (shape.getDescription() == null) {
                    shape.setDescription(member(name, member));
                }
            });
        });
    }

    private String own(String schema) {
        String words = of(schema);
        if (words != null) {
            return words;
        }
        if (schema.endsWith("Patch")) {
            return "A merge patch (RFC 7396): what is left out is untouched, null clears, a list is replaced whole.";
        }
        return owners(schema).stream()
                .map(this::of)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private String values(String name, Schema schema) {
        StringBuilder text = new StringBuilder(String.valueOf(of(name))).append("\n\n");
        schema.getEnumeration()
                .forEach(value -> text.append("- `")
                        .append(value)
                        .append("`: ")
                        .append(of(name + "." + value))
                        .append('\n'));
        return text.append('\n').append(MAY_GROW).toString();
    }

    private String member(String schema, String member) {
        return owners(schema).stream()
                .map(owner -> of(owner + "." + member))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    /** Whose words a schema takes, its own first. */
    private List<String> owners(String schema) {
        String base = schema.replaceAll("^New|Patch$|Summary$", "");
        return List.of(schema, like(schema), base, "New" + base, "New" + like(schema), "*");
    }
}

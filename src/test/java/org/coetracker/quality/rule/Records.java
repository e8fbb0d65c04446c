package org.coetracker.quality.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.action.ActionView;
import org.coetracker.action.NewAction;
import org.coetracker.coe.NewCoe;
import org.coetracker.shared.json.JsonText;

/** Records for the rules, without a database: what would be filed, as the rules would see it. */
public final class Records {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private Records() {}

    /** The body of a request that files a COE that is good. */
    public static ObjectNode good() {
        return resource("/quality/good-coe.json");
    }

    /** The file of one of the real incidents. */
    static ObjectNode incident(String name) {
        ObjectNode coe =
                (ObjectNode) resource("/demo/incidents/" + name + ".json").get("coe");
        coe.get("correctiveActions").forEach(action -> {
            if (action.hasNonNull("dueInDays")) {
                ((ObjectNode) action).put("dueOn", "2026-04-01");
            }
        });
        return coe;
    }

    private static ObjectNode resource(String path) {
        try (InputStream file = Records.class.getResourceAsStream(path)) {
            return (ObjectNode) JsonText.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record with a merge patch applied (RFC 7396). */
    static ObjectNode with(ObjectNode record, JsonNode patch) {
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                record.remove(member.getKey());
            } else if (value.isObject()) {
                JsonNode now = record.get(member.getKey());
                record.set(member.getKey(), with(now instanceof ObjectNode inner ? inner : record.objectNode(), value));
            } else {
                record.set(member.getKey(), value);
            }
        });
        return record;
    }

    /** The same, of a patch as text. */
    static ObjectNode with(ObjectNode record, String patch) {
        return with(record, JsonText.parse(patch.replace('\'', '"')));
    }

    /** What the rules would see of it. */
    public static Subject subject(JsonNode body) {
        NewCoe coe = JsonText.read(body.toString(), NewCoe.class);
        List<ActionView> actions = new ArrayList<>();
        coe.correctiveActions().forEach(action -> actions.add(view(action, actions.size() + 1)));
        return new Subject(
                coe.kind(),
                coe.title(),
                coe.summary(),
                coe.incident(),
                coe.whatHappened(),
                coe.impact(),
                coe.rootCause(),
                coe.supportingData(),
                coe.criticalImplications(),
                coe.lessons(),
                actions);
    }

    private static ActionView view(NewAction action, int number) {
        return new ActionView(
                null,
                "COE-42-A" + number,
                "COE-42",
                action.title(),
                action.description(),
                action.type(),
                action.priority(),
                action.state(),
                action.team(),
                action.owner(),
                action.dueOn(),
                null,
                "[]",
                0,
                action.causes(),
                action.tracker(),
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                1,
                NOW,
                NOW);
    }

    /** What the rules find in it, by the defaults, where nobody is known. */
    static List<Finding> findings(JsonNode body, String... people) {
        return RuleBook.findings(subject(body), Terms.standard(List.of(people)));
    }

    /** The pointers of what one rule finds in it. */
    static List<String> pointers(String rule, JsonNode body, String... people) {
        Rule one = RuleBook.RULES.stream()
                .filter(known -> known.id().equals(rule))
                .findFirst()
                .orElseThrow();
        return one.look(subject(body), Terms.standard(List.of(people))).stream()
                .map(Remark::pointer)
                .toList();
    }
}

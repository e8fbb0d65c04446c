package org.coetracker.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.coetracker.openapi.OpenApiDocument.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the document owes its readers. Each rule names every place where it is broken. */
@QuarkusTest
class OpenApiLintTest {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    private OpenApiDocument document;
    private final List<String> broken = new ArrayList<>();

    @BeforeEach
    void ask_for_the_document() {
        document = OpenApiDocument.served();
        broken.clear();
    }

    /**
     * About credentials: an answer that holds a secret is not kept to be given again, and what is ended has no version.
     */
    private static final Set<String> UNCONDITIONAL = Set.of(
            "createToken",
            "createWebhook",
            "revokeToken",
            "rotateWebhookSecret",
            "signIn",
            "readSession",
            "signOut",
            "resetPassword",
            "usePasswordReset",
            "createCalendarAddress",
            "revokeCalendarAddress",
            "withdrawWaiver",
            // It never ends, so that nothing could be compared.
            "streamEvents",
            "verifyAudit");

    @Test
    void the_first_page_says_what_this_is() {
        assertThat(document.at("/openapi").asText()).startsWith("3.1");
        for (String member : List.of("title", "summary", "description", "version", "license")) {
            rule(document.root().path("info").has(member), "info has no " + member);
        }
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        document.root().path("tags").forEach(tag -> rule(isSentence(tag.path("description")), tag + " has no words"));
        assertThat(broken).isEmpty();
    }

    @Test
    void each_operation_says_what_it_does() {
        Set<String> tags = StreamSupport.stream(document.root().path("tags").spliterator(), false)
                .map(tag -> tag.path("name").asText())
                .collect(Collectors.toSet());
        Set<String> ids = new HashSet<>();
        for (Call call : document.calls()) {
            JsonNode operation = call.operation();
            rule(
                    operation.path("operationId").asText().matches("[a-z][A-Za-z0-9]+") && ids.add(call.id()),
                    call.id() + " needs an operationId of its own");
            rule(operation.path("summary").asText().matches("[A-Z].{3,70}[^.]"), call.id() + " has no summary");
            rule(isSentence(operation.path("description")), call.id() + " has no description");
            rule(
                    operation.path("tags").size() == 1
                            && tags.contains(operation.path("tags").path(0).asText()),
                    call.id() + " has not one declared tag");
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void each_parameter_is_described_and_path_parameters_are_in_their_path() {
        for (Call call : document.calls()) {
            Set<String> inPath = new TreeSet<>();
            for (JsonNode reference : call.operation().path("parameters")) {
                JsonNode parameter = document.resolve(reference);
                String name = parameter.path("name").asText();
                rule(isSentence(parameter.path("description")), call.id() + " says nothing about " + name);
                rule(parameter.path("schema").size() > 0, call.id() + " has no schema for " + name);
                if (parameter.path("in").asText().equals("path")) {
                    inPath.add(name);
                }
                if (name.equals("sort")) {
                    rule(parameter.path("schema").has("enum"), call.id() + " does not list what to sort by");
                }
            }
            Set<String> expected = new TreeSet<>();
            Matcher matcher = PATH_PARAMETER.matcher(call.path());
            while (matcher.find()) {
                expected.add(matcher.group(1));
            }
            rule(inPath.equals(expected), call.id() + " declares " + inPath + " and has " + expected);
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void each_operation_lists_the_statuses_of_its_kind() {
        for (Call call : document.calls()) {
            Set<String> statuses = names(call.operation().path("responses"));
            Set<String> parameters = StreamSupport.stream(
                            call.operation().path("parameters").spliterator(), false)
                    .map(parameter -> document.resolve(parameter).path("name").asText())
                    .collect(Collectors.toSet());
            boolean hasBody = call.operation().has("requestBody");
            List<String> always = List.of("400", "401", "403", "406", "429", "500", "503");
            rule(statuses.containsAll(always), call.id() + " does not list all of " + always);
            rule(statuses.stream().anyMatch(status -> status.startsWith("2")), call.id() + " never succeeds");
            same(
                    call,
                    "404 and a path parameter",
                    statuses.contains("404"),
                    call.path().contains("{"));
            same(call, "304 and If-None-Match", statuses.contains("304"), parameters.contains("If-None-Match"));
            same(call, "412 and If-Match", statuses.contains("412"), parameters.contains("If-Match"));
            same(call, "428 and If-Match", statuses.contains("428"), parameters.contains("If-Match"));
            same(call, "413 and a body", statuses.contains("413"), hasBody);
            same(call, "415 and a body", statuses.contains("415"), hasBody);
            same(
                    call,
                    "422 and a body, an idempotency key or a reason",
                    statuses.contains("422"),
                    hasBody
                            || parameters.contains("Idempotency-Key")
                            || parameters.contains("reason")
                            || call.id().equals("readChart"));
            if (UNCONDITIONAL.contains(call.id())) {
                continue;
            }
            if (call.method().equals("patch") || call.method().equals("delete")) {
                rule(parameters.contains("If-Match"), call.id() + " takes no If-Match");
            }
            if (call.method().equals("post")) {
                rule(parameters.contains("Idempotency-Key"), call.id() + " takes no Idempotency-Key");
            }
            if (call.method().equals("get")) {
                rule(parameters.contains("If-None-Match"), call.id() + " takes no If-None-Match");
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void each_answer_is_described_and_each_error_is_a_problem() {
        for (Call call : document.calls()) {
            OpenApiDocument.members(call.operation().path("responses")).forEach(entry -> {
                String what = call.id() + " " + entry.getKey();
                JsonNode answer = document.resolve(entry.getValue());
                rule(isSentence(answer.path("description")), what + " has no description");
                rule(answer.path("headers").has("X-Request-Id"), what + " has no X-Request-Id");
                if (entry.getKey().startsWith("4") || entry.getKey().startsWith("5")) {
                    rule(
                            names(answer.path("content")).equals(Set.of("application/problem+json")),
                            what + " is not problem+json");
                    rule(
                            answer.at("/content/application~1problem+json/schema/$ref")
                                    .asText()
                                    .endsWith("/Problem"),
                            what + " is not a Problem");
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void each_schema_and_each_member_is_described() {
        schemas((name, schema) -> {
            rule(name.matches("([A-Z][a-z]+)+"), name + " is not a name in CamelCase; give the type a @Schema(name)");
            rule(isSentence(schema.path("description")), name + " has no words");
            OpenApiDocument.members(schema.path("properties")).forEach(member -> {
                rule(
                        isSentence(member.getValue().path("description")),
                        name + "." + member.getKey() + " has no line in descriptions.properties");
                rule(
                        member.getKey().matches("[a-z][A-Za-z0-9]*"),
                        name + "." + member.getKey() + " is not in camelCase");
            });
            schema.path("enum").forEach(value -> {
                rule(value.asText().matches("[a-z][a-z0-9_]*"), name + " has a value in another case: " + value);
                rule(
                        !schema.path("description").asText().contains("`" + value.asText() + "`: null"),
                        name + "." + value.asText() + " has no line in descriptions.properties");
            });
            if (schema.has("enum")) {
                rule(
                        schema.path("description").asText().contains("The list may grow"),
                        name + " does not say that it may grow");
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void requests_are_closed_and_answers_leave_nothing_open() {
        Set<String> inRequests = new TreeSet<>();
        Set<String> inAnswers = new TreeSet<>();
        for (Call call : document.calls()) {
            reach(call.operation().path("requestBody"), inRequests);
            reach(call.operation().path("responses"), inAnswers);
        }
        schemas((name, schema) -> {
            boolean isObject = schema.path("type").asText().equals("object");
            if (isObject && inRequests.contains(name)) {
                rule(schema.path("additionalProperties").isBoolean(), name + " is not closed");
                rule(!inAnswers.contains(name), name + " is in requests and in answers");
            }
            if (isObject && inAnswers.contains(name)) {
                rule(schema.path("required").size() > 0, name + " promises nothing");
                rule(!schema.has("additionalProperties"), name + " is closed, so it could never grow");
            }
            rule(
                    inRequests.contains(name) || inAnswers.contains(name) || isUsedByAParameter(name),
                    name + " is not used");
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void references_lead_somewhere_and_values_are_those_on_the_wire() {
        everyObject(document.root(), node -> {
            if (node.has("$ref")) {
                String ref = node.path("$ref").asText();
                rule(!ref.startsWith("#/") || !document.at(ref.substring(1)).isMissingNode(), ref + " leads nowhere");
            }
            node.path("enum")
                    .forEach(value -> rule(
                            value.isNull() || value.asText().matches("-?[a-z][A-Za-z0-9_]*"),
                            value + " is a constant of Java, not a word on the wire"));
            if (node.path("pattern").isTextual()) {
                String pattern = node.path("pattern").asText();
                rule(
                        pattern.equals("\\S") || pattern.startsWith("^") && pattern.endsWith("$"),
                        pattern + " matches a part only");
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void each_body_has_an_example_that_is_valid() {
        for (Call call : document.calls()) {
            JsonNode operation = call.operation();
            examples(call.id() + " request", operation.at("/requestBody/content"));
            OpenApiDocument.members(operation.path("responses"))
                    .forEach(answer -> examples(
                            call.id() + " " + answer.getKey(),
                            document.resolve(answer.getValue()).path("content")));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void what_comes_in_variants_tells_them_apart_and_shows_an_example_of_each() {
        schemas((name, schema) -> {
            if (schema.has("oneOf")) {
                Set<String> variants = new TreeSet<>();
                schema.path("oneOf")
                        .forEach(one -> variants.add(one.path("$ref").asText()));
                Set<String> mapped = new TreeSet<>();
                String member = schema.at("/discriminator/propertyName").asText();
                OpenApiDocument.members(schema.at("/discriminator/mapping")).forEach(entry -> {
                    String ref = entry.getValue().asText();
                    mapped.add(ref);
                    JsonNode variant = document.at(ref.substring(1));
                    rule(
                            variant.at("/properties/" + member + "/enum/0")
                                            .asText()
                                            .equals(entry.getKey())
                                    && variant.path("required").toString().contains('"' + member + '"'),
                            name + " " + entry.getKey() + " does not say which variant it is");
                });
                rule(mapped.equals(variants), name + " maps " + mapped + " and has " + variants);
            }
        });
        for (Call call : document.calls()) {
            JsonNode body = call.operation().at("/requestBody/content/application~1json");
            rule(
                    names(document.resolve(body.path("schema")).at("/discriminator/mapping"))
                            .equals(names(body.path("examples"))),
                    call.id() + " has not an example of each variant");
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void nothing_of_java_shows() {
        assertThat(document.root().toString()).doesNotContain("org.coetracker", "java.", "Resource", "Response.");
    }

    @Test
    void each_line_of_the_descriptions_describes_something() throws java.io.IOException {
        java.util.Properties lines = new java.util.Properties();
        try (var file = getClass().getResourceAsStream("/openapi/descriptions.properties")) {
            lines.load(new java.io.InputStreamReader(file, java.nio.charset.StandardCharsets.UTF_8));
        }
        for (String line : lines.stringPropertyNames()) {
            String[] key = line.replaceAll("\\?+$", "").split("\\.", 2);
            JsonNode schema = document.root().path("components").path("schemas").path(key[0]);
            if (key[0].matches("[A-Z].*")) {
                rule(
                        !schema.isMissingNode()
                                && (key.length == 1
                                        || schema.path("properties").has(key[1])
                                        || key[1].equals("*")
                                        || hasValue(schema, key[1])),
                        line + " describes nothing");
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean hasValue(JsonNode schema, String value) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .anyMatch(node -> node.asText().equals(value));
    }

    private void examples(String what, JsonNode content) {
        OpenApiDocument.members(content).forEach(type -> {
            JsonNode body = type.getValue();
            List<JsonNode> examples = new ArrayList<>();
            if (body.has("example")) {
                examples.add(body.path("example"));
            }
            body.path("examples").forEach(example -> examples.add(example.path("value")));
            rule(!examples.isEmpty(), what + " " + type.getKey() + " has no example");
            if (type.getKey().endsWith("json")) {
                examples.forEach(example -> document.validate(body.path("schema"), example)
                        .forEach(wrong -> broken.add(what + ": " + wrong.getMessage())));
            }
        });
    }

    private boolean isUsedByAParameter(String name) {
        return document.calls().stream()
                .anyMatch(call -> call.operation().path("parameters").toString().contains("/" + name + "\""));
    }

    private void reach(JsonNode from, Set<String> found) {
        everyObject(from, node -> {
            String ref = node.path("$ref").asText();
            if (ref.contains("/schemas/") && found.add(ref.substring(ref.lastIndexOf('/') + 1))
                    || ref.contains("/responses/")) {
                reach(document.at(ref.substring(1)), found);
            }
        });
    }

    private static void everyObject(JsonNode node, java.util.function.Consumer<JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(node);
        }
        node.forEach(inner -> everyObject(inner, visitor));
    }

    private void schemas(BiConsumer<String, JsonNode> check) {
        OpenApiDocument.members(document.at("/components/schemas"))
                .forEach((Map.Entry<String, JsonNode> named) -> check.accept(named.getKey(), named.getValue()));
    }

    private void same(Call call, String what, boolean one, boolean other) {
        rule(one == other, call.id() + " has not both or none of " + what);
    }

    private void rule(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private static boolean isSentence(JsonNode text) {
        return text.asText().strip().matches("(?s)[A-Z0-9`*].*[.?!…]");
    }

    private static Set<String> names(JsonNode object) {
        return OpenApiDocument.members(object).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}

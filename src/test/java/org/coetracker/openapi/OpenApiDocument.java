package org.coetracker.openapi;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coetracker.SignedIn;

/** The document that the running service gives out. */
final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final List<String> FRONT = List.of("openapi", "info", "servers", "tags", "paths", "components");
    private static final List<String> COMPONENTS = List.of("parameters", "headers", "responses");
    private static final List<String> PARAMETER = List.of("name", "in", "required", "description", "schema", "example");

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    /** JSON Schema, with the member of the document that its references lead to. */
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
            .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .keyword(new NonValidationKeyword("components"))
                    .build())
            .build();

    private static OpenApiDocument served;

    private final ObjectNode root;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    private final List<Route> routes;

    private OpenApiDocument(ObjectNode root) {
        this.root = root;
        // A literal path goes before one with a parameter, as it does in the service.
        this.routes = calls().stream()
                .map(Route::of)
                .sorted(Comparator.comparingLong(Route::parameters))
                .toList();
    }

    /** An operation and where it is found. */
    record Call(String path, String method, JsonNode operation) {
        String id() {
            return operation.path("operationId").asText(method + " " + path);
        }
    }

    /** The paths that an operation answers. */
    private record Route(Pattern paths, Call call) {
        static Route of(Call call) {
            return new Route(Pattern.compile(call.path().replaceAll("\\{[^}]+}", "[^/]+")), call);
        }

        boolean leads(String method, String path) {
            return call.method().equalsIgnoreCase(method) && paths.matcher(path).matches();
        }

        long parameters() {
            return call.path().chars().filter(c -> c == '{').count();
        }
    }

    /** Asks the service once: the document is made when the service is built. */
    static synchronized OpenApiDocument served() {
        if (served == null) {
            Response answer = given().noFiltersOfType(OpenApiConformance.class)
                    .header("Authorization", "Bearer " + SignedIn.ADMIN)
                    .queryParam("format", "json")
                    .get("/q/openapi");
            try {
                // Where tokens are switched off, the one that is committed, which another test holds to the served one.
                served = new OpenApiDocument((ObjectNode)
                        (answer.statusCode() == 401
                                ? new ObjectMapper(new YAMLFactory()).readTree(new File("openapi/openapi.yaml"))
                                : new ObjectMapper()
                                        .readTree(answer.then()
                                                .statusCode(200)
                                                .extract()
                                                .asString())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return served;
    }

    JsonNode root() {
        return root;
    }

    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** The members of an object in the document, by name. */
    static Stream<Map.Entry<String, JsonNode>> members(JsonNode object) {
        return object.properties().stream();
    }

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        members(root.path("paths"))
                .forEach(path -> members(path.getValue())
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> calls.add(new Call(path.getKey(), member.getKey(), member.getValue()))));
        return calls;
    }

    Optional<Call> call(String method, String path) {
        return routes.stream()
                .filter(route -> route.leads(method, path))
                .map(Route::call)
                .findFirst();
    }

    /** What a reference stands for; anything else stands for itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(root.at(node.get("$ref").asText().substring(1))) : node;
    }

    /** What is wrong with the value, by the schema, which may refer to those of the document. */
    Set<ValidationMessage> validate(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value);
    }

    /** Answers may have members that clients do not know, but none that the document does not. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        ObjectNode components = whole.putObject("components");
        components.set("schemas", root.at("/components/schemas").deepCopy());
        // Each variant names itself, so that oneOf needs no hint.
        members(components.path("schemas")).forEach(named -> ((ObjectNode) named.getValue()).remove("discriminator"));
        members(components.path("schemas"))
                .filter(named -> named.getValue().has("properties"))
                .forEach(named -> ((ObjectNode) named.getValue()).put("additionalProperties", false));
        return SCHEMAS.getSchema(
                whole,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    /** The document as it is committed: what is read first comes first. */
    String yaml() {
        ObjectNode ordered = order(root, FRONT);
        ordered.set("components", order((ObjectNode) root.path("components"), COMPONENTS));
        calls().forEach(call -> orderParameters(call.operation().path("parameters")));
        members(ordered.at("/components/parameters"))
                .forEach(parameter -> parameter.setValue(order((ObjectNode) parameter.getValue(), PARAMETER)));
        try {
            return "# Written by OpenApiDriftTest: mvn verify -Dopenapi.update=true\n"
                    + YAML.writeValueAsString(ordered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void orderParameters(JsonNode parameters) {
        for (int index = 0; index < parameters.size(); index++) {
            ((ArrayNode) parameters).set(index, order((ObjectNode) parameters.get(index), PARAMETER));
        }
    }

    private static ObjectNode order(ObjectNode object, List<String> first) {
        ObjectNode ordered = object.objectNode();
        first.stream().filter(object::has).forEach(member -> ordered.set(member, object.get(member)));
        members(object)
                .filter(member -> !first.contains(member.getKey()))
                .forEach(member -> ordered.set(member.getKey(), member.getValue()));
        return ordered;
    }
}

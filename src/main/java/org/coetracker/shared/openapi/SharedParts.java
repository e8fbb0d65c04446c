package org.coetracker.shared.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Headers and answers that are the same wherever they occur; each is put into the document when it is first used. */
final class SharedParts {
    static final String ETAG = "ETag";
    static final String LOCATION = "Location";
    static final String LINK = "Link";
    static final String REPLAYED = "Idempotent-Replayed";
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    static final String REQUEST_ID = "X-Request-Id";
    static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String PREFER = "Prefer";
    static final String PREFERENCE_APPLIED = "Preference-Applied";

    private static final String RETRY_AFTER = "Retry-After";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final List<String> NOT_ALWAYS_THERE = List.of(LINK, REPLAYED, RATE_LIMIT, RATE_LIMIT_POLICY);

    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry(ETAG, "\"7-1f\""),
            Map.entry(LOCATION, "/api/v1/coes/COE-42"),
            Map.entry(LINK, "</api/v1/actions?overdue=true&cursor=WyJkdWVPbi4w>; rel=\"next\""),
            Map.entry(REPLAYED, "true"),
            Map.entry(REQUEST_ID, "5a1c7e0e-0d5c-4d8f-9a43-6b1f0b8f2c11"),
            Map.entry(IF_MATCH, "\"7-1f\""),
            Map.entry(IF_NONE_MATCH, "\"7-1f\""),
            Map.entry("Last-Event-ID", "733019.1.1790000000"),
            Map.entry("Repr-Digest", "sha-256=:K21SbyzL9alsmRyVUVgUeyU8JFw5cTVnAk9I7nhw9NI=:"),
            Map.entry("Range", "bytes=1048576-"),
            Map.entry("If-Range", "\"2b6d526f2cbf5a96e941c551497581253c245c39713567024f48ae7870af4dbd\""),
            Map.entry(IDEMPOTENCY_KEY, "3f0f3a52-7f0e-4f57-9a4c-0d9d8a3f5a10"),
            Map.entry(RETRY_AFTER, "5"),
            Map.entry(CHALLENGE, "Bearer realm=\"coe-tracker\""),
            Map.entry(RATE_LIMIT, "\"credential\";r=2998;t=1"),
            Map.entry(RATE_LIMIT_POLICY, "\"credential\";q=60000;w=60"));

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(304, "NotModified"),
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(406, "NotAcceptable"),
            Map.entry(408, "RequestTimeout"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "ContentTooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(416, "RangeNotSatisfiable"),
            Map.entry(422, "UnprocessableContent"),
            Map.entry(428, "PreconditionRequired"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(500, "InternalServerError"),
            Map.entry(503, "ServiceUnavailable"));

    private final Components components;
    private final Descriptions descriptions;
    private final JsonNode problems = Resources.json("problems.json").orElseThrow();

    SharedParts(Components components, Descriptions descriptions) {
        this.components = components;
        this.descriptions = descriptions;
    }

    /** A reference to the header of a request. */
    Parameter parameter(String name) {
        String key = name.replace("-", "");
        if (components.getParameters() == null || !components.getParameters().containsKey(key)) {
            Schema schema = OASFactory.createSchema().addType(SchemaType.STRING);
            if (name.equals(IDEMPOTENCY_KEY)) {
                schema.maxLength(255).pattern("^[!-~]+$");
            }
            components.addParameter(
                    key,
                    OASFactory.createParameter()
                            .name(name)
                            .in(Parameter.In.HEADER)
                            .required(name.equals(IF_MATCH))
                            .description(descriptions.of("parameter." + name))
                            .schema(schema)
                            .example(EXAMPLES.get(name)));
        }
        return OASFactory.createParameter().ref("#/components/parameters/" + key);
    }

    /** A reference to the header of an answer. */
    Header header(String name) {
        String key = name.replace("-", "");
        if (components.getHeaders() == null || !components.getHeaders().containsKey(key)) {
            boolean seconds = name.equals(RETRY_AFTER);
            Object example = seconds ? Integer.valueOf(EXAMPLES.get(name)) : EXAMPLES.get(name);
            components.addHeader(
                    key,
                    OASFactory.createHeader()
                            .description(descriptions.of("header." + name))
                            .required(!NOT_ALWAYS_THERE.contains(name))
                            .schema(OASFactory.createSchema().addType(seconds ? SchemaType.INTEGER : SchemaType.STRING))
                            .example(example));
        }
        return OASFactory.createHeader().ref("#/components/headers/" + key);
    }

    /** What can be preferred is another thing in each operation: its parameter, made complete. */
    static Parameter preference(Parameter parameter) {
        return parameter.required(false).schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    /** The header that says what was done of what the caller prefers. */
    Header preferenceApplied(Parameter preference) {
        return OASFactory.createHeader()
                .description(descriptions.of("header." + PREFERENCE_APPLIED))
                .required(false)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING))
                .example(preference.getExample());
    }

    /** A reference to an answer that means the same everywhere: a problem, or "not modified". */
    APIResponse answer(int status) {
        String key = NAMES.get(status);
        if (key == null) {
            throw new IllegalStateException("The document has no words for status " + status);
        }
        if (components.getResponses() == null || !components.getResponses().containsKey(key)) {
            components.addResponse(key, status == 304 ? notModified() : problem(status));
        }
        return OASFactory.createAPIResponse().ref("#/components/responses/" + key);
    }

    private APIResponse notModified() {
        return OASFactory.createAPIResponse()
                .description(descriptions.of("answer.304"))
                .addHeader(ETAG, header(ETAG))
                .addHeader(RATE_LIMIT, header(RATE_LIMIT))
                .addHeader(RATE_LIMIT_POLICY, header(RATE_LIMIT_POLICY))
                .addHeader(REQUEST_ID, header(REQUEST_ID));
    }

    private APIResponse problem(int status) {
        MediaType body = OASFactory.createMediaType().schema(Schemas.reference("Problem"));
        Stream.of(ErrorCode.values())
                .filter(code -> code.status() == status)
                .forEach(code -> body.addExample(
                        word(code),
                        OASFactory.createExample().summary(code.title()).value(example(code))));
        APIResponse answer = OASFactory.createAPIResponse()
                .description(descriptions.of("answer." + status))
                .addHeader(RATE_LIMIT, header(RATE_LIMIT))
                .addHeader(RATE_LIMIT_POLICY, header(RATE_LIMIT_POLICY))
                .addHeader(REQUEST_ID, header(REQUEST_ID))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
        return switch (status) {
            case 401 -> answer.addHeader(CHALLENGE, header(CHALLENGE));
            case 429, 503 -> answer.addHeader(RETRY_AFTER, header(RETRY_AFTER));
            default -> answer;
        };
    }

    /** What the code knows is not said twice; the rest is in {@code problems.json}. */
    private Object example(ErrorCode code) {
        Map<String, Object> example = new java.util.LinkedHashMap<>();
        example.put("type", code.type().toString());
        example.put("title", code.title());
        example.put("status", code.status());
        JsonNode rest = problems.path(word(code));
        rest.properties()
                .forEach(member -> example.put(
                        member.getKey(), JsonText.read(member.getValue().toString(), Object.class)));
        example.put("instance", "urn:coe-tracker:request:" + EXAMPLES.get(REQUEST_ID));
        return example;
    }

    private static String word(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}

package org.coetracker.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ValidationMessage;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coetracker.openapi.OpenApiDocument.Call;

/**
 * Holds each answer that a test gets through REST Assured to the document: status, media type, headers, body. It works
 * in every {@code @QuarkusTest} by being named in {@code META-INF/services}. What tests send is their business.
 */
public final class OpenApiConformance implements Filter, QuarkusTestBeforeEachCallback {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Answers of the HTTP server itself, which no operation lists: method, address or headers are not to be served. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(405, 414, 431);

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(OpenApiConformance.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        OpenApiDocument.served()
                .call(request.getMethod(), path)
                .filter(call -> !OF_THE_SERVER.contains(answer.statusCode()))
                .ifPresent(call -> check(OpenApiDocument.served(), call, answer));
        return answer;
    }

    static void check(OpenApiDocument document, Call call, Response answer) {
        String status = String.valueOf(answer.statusCode());
        String what = call.id() + " " + status;
        JsonNode responses = call.operation().path("responses");
        assertThat(responses.has(status))
                .as(() -> what + " is not documented; these are: " + names(responses) + "\n" + answer.asString())
                .isTrue();
        JsonNode documented = document.resolve(responses.path(status));
        checkHeaders(document, documented, answer, what);
        checkBody(document, documented, answer, what);
    }

    private static void checkHeaders(OpenApiDocument document, JsonNode documented, Response answer, String what) {
        OpenApiDocument.members(documented.path("headers"))
                .filter(header ->
                        document.resolve(header.getValue()).path("required").asBoolean())
                .forEach(header -> assertThat(answer.getHeader(header.getKey()))
                        .as("%s has the header %s", what, header.getKey())
                        .isNotNull());
    }

    private static void checkBody(OpenApiDocument document, JsonNode documented, Response answer, String what) {
        byte[] body = answer.asByteArray();
        JsonNode content = documented.path("content");
        if (content.isEmpty()) {
            assertThat(body).as("%s has no body", what).isEmpty();
            return;
        }
        String type =
                Optional.ofNullable(answer.getContentType()).orElse("none").replaceAll(";.*", "");
        if (!names(content).contains("*/*")) {
            assertThat(names(content)).as("media types of %s", what).contains(type);
        }
        if (type.endsWith("json")) {
            Set<ValidationMessage> wrong = document.validate(content.path(type).path("schema"), tree(body));
            assertThat(wrong)
                    .as(() -> what + " does not have the documented body:\n" + answer.asString())
                    .isEmpty();
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(JsonNode object) {
        return OpenApiDocument.members(object)
                .map(member -> member.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

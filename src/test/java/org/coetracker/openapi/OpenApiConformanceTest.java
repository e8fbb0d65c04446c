package org.coetracker.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import org.coetracker.openapi.OpenApiDocument.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check that lets everything through would prove nothing: these answers are wrong, and have to be noticed. */
@QuarkusTest
class OpenApiConformanceTest {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private OpenApiDocument document;

    @BeforeEach
    void ask_for_the_document() {
        document = OpenApiDocument.served();
    }

    @Test
    void every_test_is_watched() {
        assertThat(RestAssured.filters()).anyMatch(OpenApiConformance.class::isInstance);
    }

    @Test
    void the_documented_example_is_let_through() {
        check(answer(200, JSON, example()));
    }

    @Test
    void a_status_that_is_not_documented_is_noticed() {
        refused(answer(418, PROBLEM, "{}"), "readAction 418 is not documented");
    }

    @Test
    void a_media_type_that_is_not_documented_is_noticed() {
        refused(answer(200, "text/html", "<p>"), "media types of readAction 200");
    }

    @Test
    void a_member_that_is_missing_is_noticed() {
        refused(answer(200, JSON, example().replace("\"reDateCount\":0,", "")), "reDateCount");
    }

    @Test
    void a_member_that_is_not_documented_is_noticed() {
        refused(answer(200, JSON, example().replace("{\"id\"", "{\"secret\":1,\"id\"")), "secret");
    }

    @Test
    void a_null_where_none_may_be_is_noticed() {
        refused(answer(200, JSON, example().replace("\"reDateCount\":0", "\"reDateCount\":null")), "reDateCount");
    }

    @Test
    void a_value_of_another_form_is_noticed() {
        refused(answer(200, JSON, example().replace("\"dueOn\":\"2017-02-10\"", "\"dueOn\":\"10.2.2017\"")), "dueOn");
    }

    @Test
    void a_header_that_is_missing_is_noticed() {
        Response answer = new ResponseBuilder()
                .setStatusCode(200)
                .setContentType(JSON)
                .setHeader("ETag", "\"1\"")
                .setBody(example())
                .build();
        refused(answer, "X-Request-Id");
    }

    @Test
    void a_body_where_none_may_be_is_noticed() {
        refused(answer(304, JSON, "{}"), "readAction 304 has no body");
    }

    private String example() {
        return call().operation()
                .at("/responses/200/content/application~1json/example")
                .toString();
    }

    private Call call() {
        return document.call("GET", "/api/v1/actions/COE-42-A1").orElseThrow();
    }

    private void check(Response answer) {
        OpenApiConformance.check(document, call(), answer);
    }

    private void refused(Response answer, String why) {
        assertThatThrownBy(() -> check(answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static Response answer(int status, String type, String body) {
        return new ResponseBuilder()
                .setStatusCode(status)
                .setHeaders(Headers.headers(
                        new Header("ETag", "\"1\""),
                        new Header("X-Request-Id", "r-1"),
                        new Header("Content-Type", type)))
                .setContentType(type)
                .setBody(body)
                .build();
    }
}

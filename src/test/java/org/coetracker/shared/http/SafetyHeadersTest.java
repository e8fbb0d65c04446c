package org.coetracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SafetyHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/coes",
                "/api/v1/people/nobody-at-all",
                "/api/v1/coes?unknown=1",
                "/nowhere",
                "/",
                "/q/health",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/",
                "/q/swagger-ui/swagger-ui.css",
                "/sign-in",
                "/sign-in.css",
                "/api/v1/reports/actions"
            })
    void every_answer_has_them(String path) {
        assertSafe(given().redirects().follow(false).urlEncodingEnabled(false).get(path));
        assertSafe(SignedIn.asNobody(() ->
                given().redirects().follow(false).urlEncodingEnabled(false).get(path)));
        assertSafe(given().redirects().follow(false).urlEncodingEnabled(false).delete(path));
    }

    @Test
    void refusals_at_the_door_have_them() throws IOException {
        for (String head : List.of(
                "GET /%zz HTTP/1.1",
                "GET /" + "a".repeat(9000) + " HTTP/1.1",
                "GET / HTTP/1.1\r\nX-Long: " + "a".repeat(17_000),
                "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2000000")) {
            String answer = send(head + "\r\nHost: test\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "application/problem+json");
        }
    }

    @Test
    void what_is_too_long_is_said_in_words() throws IOException {
        assertThat(send("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("urn:coe-tracker:problem:address-too-long");
        assertThat(send("GET / HTTP/1.1\r\nHost: test\r\nX-Long: " + "a".repeat(17_000)
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("urn:coe-tracker:problem:headers-too-large");
    }

    @Test
    void records_may_be_asked_for_again_by_their_etag_and_secrets_are_kept_nowhere() {
        assertThat(given().get("/api/v1/coes").header("Cache-Control")).isEqualTo("private, no-cache");
        String person = Fixture.person();
        Response token = given().contentType("application/json")
                .body(Map.of("name", "test", "scopes", List.of("read")))
                .post("/api/v1/people/" + person + "/tokens");
        token.then().statusCode(201);
        assertThat(token.header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().contentType("application/json")
                        .body(Map.of("who", "nobody", "password", "wrong"))
                        .post("/api/v1/session")
                        .header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(given().contentType("application/json")
                        .body(Map.of())
                        .post("/api/v1/people/" + person + "/password-reset")
                        .header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void the_sign_in_page_keeps_its_own_policy() {
        Response page = given().get("/sign-in");
        assertThat(page.header("Content-Security-Policy")).contains("style-src 'self'", "form-action 'self'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin");
        assertThat(page.headers().getValues("Content-Security-Policy")).hasSize(1);
    }

    /** That its own scripts do run is seen on the packaged service, whose page is another one (LaunchIT). */
    @Test
    void the_documentation_page_may_run_no_scripts_but_its_own() {
        assertThat(given().get("/q/swagger-ui/").header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
                .doesNotContainPattern("script-src[^;]*'unsafe");
    }

    @Test
    void other_sites_are_told_nothing_unless_the_operator_names_them() {
        Response answer = given().header("Origin", "https://elsewhere.example").get("/api/v1/coes");
        assertThat(answer.headers().asList())
                .noneMatch(header ->
                        header.getName().toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    private static void assertSafe(Response answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isNotBlank();
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).isNotBlank();
        assertThat(answer.header("Cache-Control")).isNotBlank();
        assertThat(answer.header("Strict-Transport-Security")).isNull();
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
    }

    private static String send(String request) throws IOException {
        try (Socket connection = new Socket("localhost", RestAssured.port)) {
            connection.setSoTimeout(30_000);
            connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            // Up to the end of the problem: the connection of a body that never comes stays open for a while.
            StringBuilder answer = new StringBuilder();
            for (int next = connection.getInputStream().read();
                    next >= 0;
                    next = connection.getInputStream().read()) {
                answer.append((char) next);
                if (next == '}') {
                    break;
                }
            }
            return answer.toString();
        }
    }
}

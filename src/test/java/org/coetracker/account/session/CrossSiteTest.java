package org.coetracker.account.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CrossSiteTest {
    private final Visitor visitor = new Visitor("127.2.0.1");
    private String own;
    private String person;

    @BeforeEach
    void somebody_is_signed_in() {
        own = "http://localhost:" + RestAssured.port;
        person = Visitor.person();
        visitor.signIn(person, Visitor.PASSWORD).then().statusCode(201);
    }

    @Test
    void a_page_of_this_service_changes_things() {
        List<UnaryOperator<RequestSpecification>> proofs = List.of(
                request -> request.header("Sec-Fetch-Site", "same-origin"),
                request -> request.header("Sec-Fetch-Site", "none"),
                request -> request.header("Sec-Fetch-Site", "same-origin").header("Origin", "null"),
                request -> request.header("Origin", own),
                request -> request.header("Referer", own + "/q/swagger-ui/"));
        for (UnaryOperator<RequestSpecification> proof : proofs) {
            file(proof).then().statusCode(201);
        }
    }

    @Test
    void a_page_of_somebody_else_does_not_nor_does_who_says_nothing() {
        List<UnaryOperator<RequestSpecification>> others = List.of(
                request -> request.header("Sec-Fetch-Site", "cross-site"),
                request -> request.header("Sec-Fetch-Site", "same-site"),
                request -> request.header("Sec-Fetch-Site", "cross-site").header("Origin", own),
                request -> request.header("Origin", "https://evil.example"),
                request -> request.header("Origin", "null"),
                request -> request.header("Origin", own + ".evil.example"),
                request -> request.header("Origin", own.replace("http:", "https:")),
                request -> request.header("Origin", "http://localhost"),
                request -> request.header("Origin", "http://evil.example").header("Referer", own + "/"),
                request -> request.header("Referer", "https://evil.example/" + own),
                request -> request);
        for (UnaryOperator<RequestSpecification> other : others) {
            file(other)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:coe-tracker:problem:forbidden"));
        }
    }

    @Test
    void every_method_that_changes_something_is_protected_and_reading_is_not() {
        Map<String, Integer> statuses = Map.of("POST", 403, "PUT", 403, "PATCH", 403, "DELETE", 403, "GET", 200);
        statuses.forEach((method, status) -> visitor.sendFrom(
                        "https://evil.example",
                        request -> request.contentType("application/json")
                                .request(method, method.equals("PUT") ? password() : "/api/v1/people/" + person))
                .then()
                .statusCode(method.equals("POST") || method.equals("DELETE") ? 405 : status));
        visitor.sendFrom("https://evil.example", request -> request.delete("/api/v1/session"))
                .then()
                .statusCode(403);
        visitor.get("/me").then().statusCode(200);
    }

    @Test
    void a_token_needs_no_proof_since_no_browser_sends_it_by_itself() {
        String token = SignedIn.token(person, List.of("admin"));
        Visitor script = new Visitor("127.2.0.2");
        Map<String, Object> coe = Fixture.coe(Fixture.team());
        script.sendFrom(
                        null,
                        request -> request.header("Authorization", "Bearer " + token)
                                .contentType("application/json")
                                .body(coe)
                                .post("/api/v1/coes"))
                .then()
                .statusCode(201);
    }

    @Test
    void nobody_is_signed_in_by_a_page_of_somebody_else() {
        Map<String, String> command = Map.of("who", person, "password", Visitor.PASSWORD);
        for (String session : new String[] {null, visitor.session()}) {
            Visitor elsewhere = new Visitor("127.2.0.3").with(session);
            elsewhere
                    .sendFrom(
                            "https://evil.example",
                            request -> request.contentType("application/json")
                                    .body(command)
                                    .post("/api/v1/session"))
                    .then()
                    .statusCode(403);
            elsewhere
                    .sendFrom(
                            null,
                            request -> request.header("Sec-Fetch-Site", "cross-site")
                                    .contentType("application/json")
                                    .body(command)
                                    .post("/api/v1/session"))
                    .then()
                    .statusCode(403);
            elsewhere
                    .sendFrom(
                            "https://evil.example",
                            request -> request.formParams(command).post("/sign-in"))
                    .then()
                    .statusCode(403);
        }
        Response answer = new Visitor("127.2.0.3")
                .sendFrom(
                        null,
                        request -> request.contentType("application/json")
                                .body(command)
                                .post("/api/v1/session"));
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private String password() {
        return "/api/v1/people/" + person + "/password";
    }

    private Response file(UnaryOperator<RequestSpecification> proof) {
        Map<String, Object> coe = Fixture.coe(Fixture.team());
        return visitor.sendFrom(
                null,
                request -> proof.apply(request)
                        .contentType("application/json")
                        .body(coe)
                        .post("/api/v1/coes"));
    }
}

package org.coetracker.account.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.account.Visitor;
import org.coetracker.account.password.FirstPasswords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignInPagesTest {
    @Inject
    FirstPasswords firstPasswords;

    @Inject
    MovableClock clock;

    private final Visitor visitor = new Visitor("127.3.0.1");

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void the_page_is_a_form_that_works_without_a_script_and_under_a_strict_policy() {
        Response page = page("/sign-in");
        page.then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'self'"))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
        assertThat(page.asString())
                .contains(
                        "<form method=\"post\" action=\"/sign-in\">", "<label for=\"who\">", "<label for=\"password\">")
                .contains("autocomplete=\"username\"", "autocomplete=\"current-password\"")
                .doesNotContain("<script", "style=", "/sign-in/oidc");
        // There is no server to send mail by.
        assertThat(page.asString())
                .contains("An administrator can make you a link")
                .doesNotContain("/forgot-password");
        page("/forgot-password").then().statusCode(404);
        page("/sign-in.css").then().statusCode(200).contentType("text/css");
    }

    @Test
    void a_browser_that_looks_for_a_page_is_shown_where_to_sign_in_and_then_what_it_looked_for() {
        String person = Visitor.person();
        visitor.send(request -> request.accept("text/html,*/*;q=0.8").get("/q/swagger-ui/?tag=COEs"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/sign-in?from=%2Fq%2Fswagger-ui%2F%3Ftag%3DCOEs"));
        assertThat(page("/sign-in?from=%2Fq%2Fswagger-ui%2F%3Ftag%3DCOEs").asString())
                .contains("name=\"from\" value=\"/q/swagger-ui/?tag=COEs\"");
        Response answer = signIn(person, Visitor.PASSWORD, "/q/swagger-ui/?tag=COEs");
        answer.then().statusCode(303).header("Location", equalTo("/q/swagger-ui/?tag=COEs"));
        visitor.with(answer.cookie(Visitor.COOKIE));
        visitor.get("/me").then().statusCode(200).body("handle", equalTo(person));
        visitor.send(request -> request.get("/q/swagger-ui/")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/\n/evil.example",
                " /q",
                "q/swagger-ui",
                ""
            })
    void nobody_is_sent_out_of_this_service(String from) {
        signIn(Visitor.person(), Visitor.PASSWORD, from)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/q/swagger-ui"));
    }

    @Test
    void a_wrong_password_shows_the_page_again_with_what_was_typed_and_no_password() {
        Response again = signIn("\"><script>alert(1)</script>", "secret of mine, 12345", "/q/swagger-ui");
        again.then().statusCode(401).contentType("text/html");
        assertThat(again.asString())
                .contains("role=\"alert\"", "is wrong", "aria-invalid=\"true\"", "aria-describedby=\"message")
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "secret of mine");
        assertThat(again.header("Set-Cookie")).isNull();
        signIn("", "", "").then().statusCode(422).body(containsString("Fill in both fields."));
    }

    @Test
    void too_many_wrong_ones_are_told_how_long_to_wait() {
        clock.stop();
        String person = Visitor.person();
        Response last = null;
        for (int attempt = 0; attempt < 6; attempt++) {
            last = signIn(person, "not the password", "");
        }
        last.then().statusCode(429).header("Retry-After", equalTo("1")).body(containsString("try again in 1 second."));
    }

    @Test
    void signing_out_by_the_form_ends_the_session() {
        String person = Visitor.person();
        visitor.signIn(person, Visitor.PASSWORD);
        visitor.sendFrom(
                        "https://evil.example",
                        request -> request.formParam("a", "b").post("/sign-out"))
                .then()
                .statusCode(403);
        visitor.get("/me").then().statusCode(200);
        visitor.form("/sign-out", Map.of("a", "b"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/sign-in"))
                .header("Set-Cookie", containsString("coe_session=; Max-Age=0"));
        visitor.get("/me").then().statusCode(401);
    }

    @Test
    void who_signs_in_by_a_one_time_password_is_led_to_choose_another_one() {
        String person = Fixture.person();
        Response answer = signIn(person, firstPasswords.give(person, true), "/q/swagger-ui/");
        answer.then().statusCode(303).header("Location", equalTo("/change-password?from=%2Fq%2Fswagger-ui%2F"));
        visitor.with(answer.cookie(Visitor.COOKIE));
        page("/change-password").then().statusCode(200).body(containsString("Password until now"));
        visitor.form("/change-password", Map.of("current", "wrong", "password", "seven geese over the pier"))
                .then()
                .statusCode(422)
                .body(containsString("not your password"));
    }

    @Test
    void a_password_is_changed_by_the_form_of_somebody_who_is_signed_in() {
        page("/change-password").then().statusCode(303).header("Location", equalTo("/sign-in?from=%2Fchange-password"));
        String person = Visitor.person();
        visitor.signIn(person, Visitor.PASSWORD);
        visitor.form("/change-password", Map.of("current", Visitor.PASSWORD, "password", "password1234"))
                .then()
                .statusCode(422)
                .body(containsString("guessed first"), not(containsString("password1234")));
        visitor.form(
                        "/change-password",
                        Map.of(
                                "current",
                                Visitor.PASSWORD,
                                "password",
                                "seven geese over the pier",
                                "from",
                                "/q/openapi"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/q/openapi"));
        visitor.signIn(person, "seven geese over the pier").then().statusCode(201);
    }

    @Test
    void a_link_leads_to_a_page_that_sets_the_password_once() {
        String person = Fixture.person();
        String token = Fixture.post("/people/" + person + "/password-reset", Map.of())
                .extract()
                .path("token");
        String path = "/reset-password?token=" + token;
        page(path)
                .then()
                .statusCode(200)
                .header("Referrer-Policy", "strict-origin")
                .body(containsString("autocomplete=\"new-password\""));
        visitor.form(path, Map.of("password", "short")).then().statusCode(422).body(containsString("at least 12"));
        visitor.form(path, Map.of("password", "seven geese over the pier"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/sign-in"));
        page(path).then().statusCode(422).body(containsString("Ask an administrator"), not(containsString("<form")));
        visitor.signIn(person, "seven geese over the pier").then().statusCode(201);
    }

    @Test
    void a_page_takes_a_form_of_modest_size_and_nothing_else() {
        visitor.send(request ->
                        request.contentType("application/json").body("{}").post("/sign-in"))
                .then()
                .statusCode(415);
        visitor.form("/sign-in", Map.of("who", "x".repeat(20_000), "password", "y"))
                .then()
                .statusCode(413);
        visitor.send(request -> request.delete("/sign-in")).then().statusCode(405);
    }

    private Response page(String path) {
        return visitor.send(request -> request.urlEncodingEnabled(false).get(path));
    }

    private Response signIn(String who, String password, String from) {
        return visitor.form("/sign-in", Map.of("who", who, "password", password, "from", from));
    }
}

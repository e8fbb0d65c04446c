package org.coetracker.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordTest {
    private static final String OLD = Visitor.PASSWORD;
    private static final String NEW = "seven geese over the pier";

    @Inject
    MovableClock clock;

    @Inject
    FirstPasswords firstPasswords;

    private final Visitor visitor = new Visitor("127.1.0.1");

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void a_changed_password_ends_the_other_sessions_and_not_this_one() {
        String person = signedIn();
        Visitor other = new Visitor("127.1.0.2");
        other.signIn(person, OLD).then().statusCode(201);
        other.get("/me").then().statusCode(200);

        change(person, OLD, NEW).then().statusCode(204);

        visitor.get("/me").then().statusCode(200);
        other.get("/me").then().statusCode(401);
        other.signIn(person, OLD).then().statusCode(401);
        other.signIn(person, NEW).then().statusCode(201);
    }

    @Test
    void the_current_password_is_asked_for_and_guesses_of_it_are_slowed_down() {
        clock.stop();
        String person = signedIn();
        for (int attempt = 0; attempt < 5; attempt++) {
            change(person, "not " + OLD, NEW)
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", equalTo(List.of("/current")));
        }
        change(person, OLD, NEW).then().statusCode(429);
        clock.forward(Duration.ofSeconds(1));
        change(person, OLD, NEW).then().statusCode(204);
    }

    @Test
    void each_session_that_something_else_ends_is_in_the_audit_trail_with_what_ended_it() {
        String person = signedIn();
        visitor.signIn(person, OLD).then().statusCode(201);
        new Visitor("127.1.0.3").signIn(person, OLD).then().statusCode(201);
        change(person, OLD, NEW).then().statusCode(204);
        use(link(person), OLD).then().statusCode(204);
        visitor.with(null).signIn(person, OLD).then().statusCode(201);
        Fixture.patch("/people/" + person, Map.of("active", false)).statusCode(200);

        Fixture.get("/audit?kind=session&change=session_ended&object=" + person)
                .statusCode(200)
                .body(
                        "items.reason",
                        equalTo(List.of("switched_off", "password_reset", "password_changed", "signed_in_again")))
                .body("items.actor", equalTo(List.of("system:sessions", "system:password-reset", person, person)));
    }

    @Test
    void a_wrong_current_password_is_kept_as_tried_by_whoever_is_signed_in() {
        String person = signedIn();
        change(person, "not " + OLD, NEW).then().statusCode(422);
        Fixture.get("/audit?kind=session&change=sign_in_refused&object=" + person)
                .statusCode(200)
                .body("items.actor", equalTo(List.of(person)))
                .body("items.reason", equalTo(List.of("wrong_password")));
    }

    @Test
    void a_weak_password_is_refused_with_the_place_and_the_reason() {
        String person = signedIn();
        Map<String, String> refusals = Map.of(
                "short",
                "too_short",
                "password1234",
                "too_common",
                "coetracker-2026",
                "too_personal",
                OLD,
                "unchanged");
        refusals.forEach((password, code) -> change(person, OLD, password)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/password")))
                .body("errors.code", equalTo(List.of(code))));
    }

    @Test
    void nobody_changes_the_password_of_somebody_else_an_administrator_neither() {
        String person = Visitor.person();
        signedIn();
        change(person, OLD, NEW).then().statusCode(403);
        visitor.with(null);
        change(person, OLD, NEW).then().statusCode(401);
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(Map.of("current", OLD, "password", NEW))
                .put(Fixture.API + "/people/" + person + "/password")
                .then()
                .statusCode(403);
    }

    @Test
    void who_has_no_password_cannot_change_it() {
        String person = Fixture.person();
        SignedIn.as(
                person,
                () -> io.restassured.RestAssured.given()
                        .contentType("application/json")
                        .body(Map.of("current", OLD, "password", NEW))
                        .put(Fixture.API + "/people/" + person + "/password")
                        .then()
                        .statusCode(409));
    }

    @Test
    void a_link_is_made_by_administrators_alone_and_for_those_who_are_there_and_active() {
        String person = signedIn();
        visitor.post("/people/" + person + "/password-reset", Map.of()).then().statusCode(403);
        Fixture.post("/people/nobody-at-all/password-reset", Map.of()).statusCode(404);
        Fixture.patch("/people/" + person, Map.of("active", false)).statusCode(200);
        Fixture.post("/people/" + person + "/password-reset", Map.of()).statusCode(409);
    }

    @Test
    void a_link_ends_nothing_until_it_is_used_and_everything_then() {
        String person = signedIn();
        Response made = Fixture.post("/people/" + person + "/password-reset", Map.of())
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .response();
        String token = made.path("token");
        assertThat(made.<String>path("url")).matches("http://localhost:\\d+/reset-password\\?token=" + token);
        visitor.get("/me").then().statusCode(200);

        use(token, NEW).then().statusCode(204);

        visitor.get("/me").then().statusCode(401);
        visitor.signIn(person, OLD).then().statusCode(401);
        visitor.signIn(person, NEW).then().statusCode(201).body("passwordMustChange", equalTo(false));
    }

    @Test
    void a_link_revokes_the_tokens_of_its_person_and_a_change_of_ones_own_does_not() {
        String person = signedIn();
        Response made = visitor.post("/people/" + person + "/tokens", Map.of("name", "x", "scopes", List.of("read")));
        String secret = made.then().statusCode(201).extract().path("token");
        change(person, OLD, NEW).then().statusCode(204);
        SignedIn.with(secret, () -> Fixture.get("/me").statusCode(200));

        use(link(person), OLD).then().statusCode(204);

        SignedIn.with(secret, () -> Fixture.get("/me").statusCode(401));
        Fixture.get("/people/" + person + "/tokens").body("items", equalTo(List.of()));
        Fixture.get("/audit?kind=token&object=" + made.path("id"))
                .statusCode(200)
                .body("items.change", equalTo(List.of("revoked", "issued")))
                .body("items[0].actor", equalTo("system:password-reset"));
    }

    @Test
    void a_link_is_good_once_and_a_refused_password_leaves_it_good() {
        String person = Fixture.person();
        String token = link(person);
        use(token, "too short").then().statusCode(422).body("errors.pointer", equalTo(List.of("/password")));
        use(token, person + "-2026").then().statusCode(422);
        use(token, NEW).then().statusCode(204);
        use(token, NEW).then().statusCode(422).body("errors.pointer", equalTo(List.of("/token")));
        use("made-up", NEW).then().statusCode(422).body("detail", containsString("Ask an administrator"));
    }

    @Test
    void a_link_is_good_for_a_day_and_until_there_is_another() {
        String person = Fixture.person();
        String first = link(person);
        String second = link(person);
        use(first, NEW).then().statusCode(422);
        clock.forward(Duration.ofHours(24));
        use(second, NEW).then().statusCode(422);
        clock.reset();
        clock.forward(Duration.ofHours(23));
        use(second, NEW).then().statusCode(204);
    }

    @Test
    void of_two_who_use_a_link_at_once_one_succeeds() throws Exception {
        for (int round = 0; round < 10; round++) {
            String token = link(Fixture.person());
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int one = 0; one < 2; one++) {
                    answers.add(threads.submit(() -> {
                        start.await();
                        return use(token, NEW).statusCode();
                    }));
                }
                assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(204, 422);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void a_link_of_somebody_who_was_switched_off_is_not_good() {
        String person = Fixture.person();
        String token = link(person);
        Fixture.patch("/people/" + person, Map.of("active", false)).statusCode(200);
        use(token, NEW).then().statusCode(422);
    }

    @Test
    void a_one_time_password_is_good_for_choosing_another_one_and_nothing_else() {
        String person = Fixture.person();
        String oneTime = firstPasswords.give(person, true);
        assertThat(oneTime).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        visitor.signIn(person, oneTime).then().statusCode(201).body("passwordMustChange", equalTo(true));

        visitor.get("/me").then().statusCode(403).body("detail", containsString("/change-password"));
        visitor.get("/coes").then().statusCode(403);
        visitor.post("/people/" + person + "/tokens", Map.of("name", "x", "scopes", List.of("admin")))
                .then()
                .statusCode(403);
        visitor.send(request -> request.get("/q/openapi")).then().statusCode(403);
        visitor.get("/session").then().statusCode(200).body("passwordMustChange", equalTo(true));

        change(person, oneTime, NEW).then().statusCode(204);
        visitor.get("/session").then().statusCode(200).body("passwordMustChange", equalTo(false));
        visitor.get("/me").then().statusCode(200);
    }

    private String signedIn() {
        String person = Visitor.person();
        visitor.signIn(person, OLD).then().statusCode(201);
        return person;
    }

    private Response change(String person, String current, String password) {
        return visitor.put("/people/" + person + "/password", Map.of("current", current, "password", password));
    }

    private static String link(String person) {
        return Fixture.post("/people/" + person + "/password-reset", Map.of())
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static Response use(String token, String password) {
        return new Visitor("127.1.0.9").post("/password-resets", Map.of("token", token, "password", password));
    }
}

package org.coetracker.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.account.Secret;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {
    private static final String PASSWORD = Visitor.PASSWORD;

    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    private final Visitor visitor = new Visitor("127.0.0.3");

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void a_person_signs_in_by_handle_and_password_and_is_who_calls_from_then_on() {
        String person = Visitor.person();
        Response answer = visitor.signIn(person, PASSWORD);
        answer.then()
                .statusCode(201)
                .body("person", equalTo(person))
                .body("passwordMustChange", equalTo(false))
                .body("expiresAt", notNullValue())
                .header("Cache-Control", "no-store");
        assertThat(answer.header("Set-Cookie"))
                .matches("coe_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        visitor.get("/me").then().statusCode(200).body("handle", equalTo(person));
        visitor.get("/session").then().statusCode(200).body("person", equalTo(person));
    }

    @Test
    void an_email_address_and_capitals_do_as_well() {
        String person = Visitor.person();
        Fixture.patch("/people/" + person, Map.of("email", "Ana." + person + "@Example.com"))
                .statusCode(200);
        visitor.signIn("ana." + person + "@EXAMPLE.com ", PASSWORD).then().statusCode(201);
        visitor.signIn(person.toUpperCase(Locale.ROOT), PASSWORD).then().statusCode(201);
    }

    @Test
    void whoever_is_wrong_hears_the_same_whatever_was_wrong() {
        String person = Visitor.person();
        String without = Fixture.person();
        String off = Visitor.person();
        Fixture.patch("/people/" + off, Map.of("active", false)).statusCode(200);
        List<Response> answers = List.of(
                visitor.signIn(person, "not " + PASSWORD),
                visitor.signIn("nobody-" + person, PASSWORD),
                visitor.signIn("nobody@" + person + ".example", PASSWORD),
                visitor.signIn(without, PASSWORD),
                visitor.signIn(off, PASSWORD));
        for (Response answer : answers) {
            answer.then().statusCode(401).contentType("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Set-Cookie")).isNull();
            assertThat(answer.<String>path("detail")).isEqualTo(answers.get(0).path("detail"));
        }
    }

    @Test
    void what_is_missing_or_not_json_is_told() {
        visitor.post("/session", Map.of())
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/password", "/who")));
        visitor.post("/session", Map.of("who", "ana", "password", PASSWORD, "remember", true))
                .then()
                .statusCode(400);
        visitor.send(request -> request.contentType("application/x-www-form-urlencoded")
                        .body("who=ana&password=x")
                        .post("/api/v1/session"))
                .then()
                .statusCode(415);
        visitor.send(request -> request.contentType(ContentType.TEXT)
                        .body("{\"who\":\"ana\",\"password\":\"x\"}")
                        .post("/api/v1/session"))
                .then()
                .statusCode(415);
    }

    @Test
    void each_sign_in_has_a_new_secret_and_ends_the_session_that_the_browser_had() {
        String person = Visitor.person();
        visitor.signIn(person, PASSWORD);
        String first = visitor.session();
        visitor.signIn(person, PASSWORD);
        assertThat(visitor.session()).isNotEqualTo(first);
        visitor.get("/me").then().statusCode(200);
        new Visitor("127.0.0.3").with(first).get("/me").then().statusCode(401);
    }

    @Test
    void a_secret_that_somebody_else_prepared_becomes_nobodys_session() {
        String person = Visitor.person();
        String prepared = "A".repeat(43);
        visitor.with(prepared).signIn(person, PASSWORD).then().statusCode(201);
        assertThat(visitor.session()).isNotEqualTo(prepared);
        new Visitor("127.0.0.3").with(prepared).get("/me").then().statusCode(401);
    }

    @Test
    void signing_out_ends_the_session_at_once_and_takes_the_cookie_away() {
        visitor.signIn(Visitor.person(), PASSWORD);
        visitor.get("/me").then().statusCode(200);
        Response answer = visitor.delete("/session");
        answer.then().statusCode(204);
        assertThat(answer.header("Set-Cookie")).startsWith("coe_session=; Max-Age=0; Path=/");
        visitor.get("/me").then().statusCode(401);
        visitor.get("/session").then().statusCode(401);
        visitor.delete("/session").then().statusCode(204);
    }

    @Test
    void who_is_switched_off_is_signed_out_at_once_and_for_good() {
        String person = Visitor.person();
        visitor.signIn(person, PASSWORD);
        visitor.get("/me").then().statusCode(200);
        Fixture.patch("/people/" + person, Map.of("active", false)).statusCode(200);
        visitor.get("/me").then().statusCode(401);
        visitor.get("/session").then().statusCode(401);
        Fixture.patch("/people/" + person, Map.of("active", true)).statusCode(200);
        visitor.get("/me").then().statusCode(401);
    }

    @Test
    void what_another_node_ended_is_over_within_a_second() {
        visitor.signIn(Visitor.person(), PASSWORD);
        String id = visitor.get("/session").path("id");
        visitor.get("/me").then().statusCode(200);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "update session set ended_at = now() where id = cast(:id as uuid)")
                        .setParameter("id", id)
                        .executeUpdate());
        long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        int status = 200;
        while (status == 200 && System.nanoTime() < deadline) {
            status = visitor.get("/me").statusCode();
        }
        assertThat(status).isEqualTo(401);
    }

    @Test
    void a_session_is_over_after_twelve_hours_without_a_request() {
        clock.set(Instant.parse("2027-05-03T08:00:00Z"));
        visitor.signIn(Visitor.person(), PASSWORD);
        for (int hours = 0; hours < 33; hours += 11) {
            clock.forward(Duration.ofHours(11));
            visitor.get("/me").then().statusCode(200);
        }
        clock.forward(Duration.ofHours(12));
        visitor.get("/me").then().statusCode(401);
    }

    @Test
    void a_session_is_over_after_a_week_in_any_case() {
        clock.set(Instant.parse("2027-05-03T08:00:00Z"));
        Response answer = visitor.signIn(Visitor.person(), PASSWORD);
        assertThat(Instant.parse(answer.path("expiresAt")))
                .isBetween(Instant.parse("2027-05-10T08:00:00Z"), Instant.parse("2027-05-10T08:01:00Z"));
        for (int hours = 0; hours < 7 * 24 - 8; hours += 8) {
            clock.forward(Duration.ofHours(8));
            visitor.get("/me").then().statusCode(200);
        }
        clock.forward(Duration.ofHours(8));
        visitor.get("/me").then().statusCode(401);
    }

    @Test
    void a_request_with_an_authorization_goes_by_that_alone() {
        visitor.signIn(Visitor.person(), PASSWORD);
        visitor.send(request ->
                        request.header("Authorization", "Bearer coe_unknown").get("/api/v1/me"))
                .then()
                .statusCode(401);
    }

    @Test
    void a_hash_that_is_cheaper_than_todays_is_made_anew_at_sign_in() {
        String person = Fixture.person();
        String cheap = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "insert into password (person, hash, changed_at, one_time) values (:person, :hash, now(), false)")
                        .setParameter("person", person)
                        .setParameter("hash", cheap)
                        .executeUpdate());
        visitor.signIn(person, "password").then().statusCode(201);
        Object hash = database.createNativeQuery("select hash from password where person = :person", String.class)
                .setParameter("person", person)
                .getSingleResult();
        assertThat((String) hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        visitor.signIn(person, "password").then().statusCode(201);
    }

    @Test
    void sign_ins_and_refused_ones_and_sign_outs_are_in_the_history_without_a_secret() {
        String person = Visitor.person();
        visitor.signIn(person, "not " + PASSWORD).then().statusCode(401);
        visitor.signIn(person, PASSWORD).then().statusCode(201);
        String secret = visitor.session();
        visitor.delete("/session").then().statusCode(204);
        assertThat(changes(person))
                .containsSubsequence("password_reset_used", "sign_in_refused", "signed_in", "signed_out");
        assertThat(everythingWrittenDown()).doesNotContain(PASSWORD, secret);
    }

    @Test
    void a_stranger_is_not_taken_for_a_person_who_is_called_anonymous_or_unknown() {
        for (String handle : List.of("anonymous", "unknown")) {
            if (Fixture.get("/people/" + handle).extract().statusCode() == 404) {
                Fixture.post("/people", Map.of("handle", handle, "name", "Ana")).statusCode(201);
            }
        }
        visitor.signIn(Fixture.name("nobody"), PASSWORD).then().statusCode(401);
        Fixture.get("/audit?kind=session&change=sign_in_refused&limit=1")
                .statusCode(200)
                .body("items.actor", equalTo(List.of("system:anonymous")))
                .body("items.object", equalTo(List.of("system:unknown")));
        assertThat(changes("unknown")).isEmpty();
    }

    @Test
    void nothing_is_kept_of_a_name_that_nobody_has_as_it_may_be_a_password() {
        String typed = "meadow copper " + Fixture.name("typed");
        int before = changes("system:unknown").size();
        for (int attempt = 0; attempt < 5; attempt++) {
            visitor.signIn(typed, PASSWORD).then().statusCode(401);
        }
        assertThat(changes("system:unknown")).hasSize(before + 5).containsOnly("sign_in_refused");
        assertThat(everythingWrittenDown()).doesNotContain(typed, typed.substring(0, 20));
    }

    @Test
    void what_is_over_is_forgotten_by_the_clean_up() {
        visitor.signIn(Visitor.person(), PASSWORD);
        // After every other test of this class.
        clock.set(Instant.parse("2028-01-01T00:00:00Z"));
        Fixture.post("/jobs/session-cleanup/runs", Map.of("dryRun", true)).statusCode(201);
        assertThat(count("session")).isPositive();
        Fixture.post("/jobs/session-cleanup/runs", Map.of()).statusCode(201).body("error", equalTo(null));
        assertThat(count("session")).isZero();
        assertThat(count("password_reset")).isZero();
        assertThat(count("sign_in_throttle")).isZero();
        assertThat(count("sign_in_network")).isZero();
    }

    @Test
    void a_refusal_quotes_no_secret() {
        String secret = "not so secret after all";
        String said = visitor.send(request -> request.contentType(ContentType.JSON)
                        .body("{\"who\": \"ana\", \"password\": [\"" + secret + "\"]}")
                        .post("/api/v1/session"))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", containsString("/password"))
                .extract()
                .asString();
        assertThat(said).doesNotContain(secret);
        assertThat(new SignIn("ana", secret) + " " + new NewPassword(secret, secret) + " "
                        + new ResetUse(secret, secret) + " " + new Secret(secret) + " "
                        + new ResetLink("ana", secret, secret, Instant.EPOCH) + " "
                        + new Holder("ana", "Ana", null, true, secret, false))
                .doesNotContain(secret);
    }

    private String everythingWrittenDown() {
        return database.createNativeQuery("select cast(h as text) from history h", String.class)
                .getResultList()
                .toString();
    }

    private long count(String table) {
        return ((Number) database.createNativeQuery("select count(*) from " + table)
                        .getSingleResult())
                .longValue();
    }

    private List<String> changes(String account) {
        List<?> changes = database.createNativeQuery(
                        "select change from history where subject_id = :account and change <> 'registered' order by id",
                        String.class)
                .setParameter("account", account)
                .getResultList();
        return changes.stream().map(String.class::cast).toList();
    }
}

package org.coetracker.account.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.SignedIn.as;
import static org.coetracker.SignedIn.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenTest {
    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    private String person;

    @BeforeEach
    void somebody() {
        person = person();
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    private ValidatableResponse issue(Object... members) {
        Map<String, Object> token = map(members);
        token.putIfAbsent("name", "Script");
        token.putIfAbsent("scopes", List.of("read"));
        return post("/people/" + person + "/tokens", token);
    }

    private static int read(String token, String path) {
        return with(token, () -> get(path).extract().statusCode());
    }

    @Test
    void the_secret_is_in_the_answer_to_its_making_alone() {
        var made = issue().statusCode(201)
                .body("token", startsWith("coe_"))
                .header("Cache-Control", containsString("no-store"))
                .extract();
        String secret = made.path("token");
        assertThat(secret).hasSize("coe_".length() + 43);
        assertThat(get("/people/" + person + "/tokens")
                        .statusCode(200)
                        .body("items[0].id", equalTo(made.path("id")))
                        .body("items[0].prefix", equalTo(secret.substring(0, 8)))
                        .extract()
                        .asString())
                .doesNotContain(secret);
        String kept = (String) database.createNativeQuery(
                        "select string_agg(cast(h.snapshot as text), '') from history h where h.subject = 'token'"
                                + " and h.subject_id = :id")
                .setParameter("id", made.<String>path("id"))
                .getSingleResult();
        assertThat(kept).contains(person).doesNotContain(secret);
    }

    @Test
    void its_bearer_acts_as_its_owner_and_its_use_is_noted() {
        String token = issue().extract().path("token");
        with(token, () -> get("/me").statusCode(200).body("handle", equalTo(person)));
        get("/people/" + person + "/tokens").body("items[0].lastUsedAt", notNullValue());
    }

    @Test
    void a_token_for_reports_reads_reports_and_nothing_else() {
        String token = issue("scopes", List.of("reports")).extract().path("token");
        assertThat(read(token, "/reports/actions")).isEqualTo(200);
        for (String path : List.of("/me", "/coes", "/actions", "/people", "/jobs", "/overdue-reviews", "/audit")) {
            assertThat(read(token, path)).as(path).isEqualTo(403);
        }
        for (String path : List.of("/q/metrics", "/q/openapi", "/q/swagger-ui/")) {
            assertThat(with(token, () -> given().get(path).statusCode()))
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void metrics_are_for_who_collects_them_and_for_who_sees_everything() {
        String prometheus = "coe_test-prometheus";
        assertThat(with(prometheus, () -> given().get("/q/metrics").statusCode()))
                .isEqualTo(200);
        for (String path : List.of("/q/openapi", API + "/me", API + "/reports/actions", "/q/metrics/")) {
            assertThat(with(prometheus, () -> given().get(path).statusCode()))
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(as(person, () -> given().get("/q/metrics").statusCode())).isEqualTo(403);
        assertThat(given().get("/q/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_that_reads_does_not_write_and_one_that_writes_does_not_administer() {
        String team = team();
        String reads = issue("scopes", List.of("read")).extract().path("token");
        String writes = issue("scopes", List.of("read", "write")).extract().path("token");
        with(reads, () -> post("/coes", coe(team)).statusCode(403).body("detail", containsString("\"write\"")));
        with(writes, () -> post("/coes", coe(team)).statusCode(201));
        with(writes, () -> patch("/people/" + person, map("name", "Renamed")).statusCode(403));
        with(writes, () -> issue().statusCode(403));
    }

    @Test
    void a_viewers_token_cannot_write_whatever_its_scope_says() {
        patch("/people/" + person, map("roles", List.of("viewer"))).statusCode(200);
        String token = issue("scopes", List.of("admin")).extract().path("token");
        Map<String, Object> coe = coe(team());
        with(token, () -> post("/coes", coe).statusCode(403));
        assertThat(read(token, "/coes")).isEqualTo(200);
    }

    @Test
    void a_revoked_token_is_not_taken_any_more() {
        var made = issue().extract();
        String token = made.path("token");
        assertThat(read(token, "/me")).isEqualTo(200);
        given().delete(API + "/people/" + person + "/tokens/" + made.path("id"))
                .then()
                .statusCode(204);
        assertThat(read(token, "/me")).isEqualTo(401);
        get("/people/" + person + "/tokens").body("items.id", not(hasItem(made.<String>path("id"))));
        given().delete(API + "/people/" + person + "/tokens/" + made.path("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void an_expired_token_is_not_taken_any_more() {
        String token = issue(
                        "expiresAt", clock.instant().plus(Duration.ofHours(1)).toString())
                .statusCode(201)
                .extract()
                .path("token");
        assertThat(read(token, "/me")).isEqualTo(200);
        clock.forward(Duration.ofMinutes(61));
        assertThat(read(token, "/me")).isEqualTo(401);
    }

    @Test
    void a_known_token_that_is_refused_is_in_the_audit_trail_once_in_a_minute() {
        String revoked = issue().extract().path("token");
        String id = get("/people/" + person + "/tokens").extract().path("items[0].id");
        given().delete(API + "/people/" + person + "/tokens/" + id).then().statusCode(204);
        String expired = issue(
                        "expiresAt", clock.instant().plus(Duration.ofHours(1)).toString())
                .extract()
                .path("token");
        clock.forward(Duration.ofHours(2));
        for (String secret : List.of(revoked, expired, "coe_never-made", revoked, expired)) {
            with(secret, () -> get("/me").statusCode(401));
        }
        clock.reset();
        String off = issue().extract().path("token");
        patch("/people/" + person, map("active", false)).statusCode(200);
        with(off, () -> get("/me").statusCode(401));

        get("/audit?kind=session&change=sign_in_refused&object=" + person)
                .statusCode(200)
                .body("items.reason", equalTo(List.of("switched_off", "expired", "revoked")));
    }

    @Test
    void a_token_lives_for_a_year_unless_said_otherwise_and_ends_in_the_future() {
        Instant now = clock.instant();
        Instant end = Instant.parse(issue().extract().path("expiresAt"));
        assertThat(end).isBetween(now.plus(Duration.ofDays(365)), now.plus(Duration.ofDays(366)));
        issue("expiresAt", now.minusSeconds(1).toString())
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/expiresAt")));
    }

    @Test
    void who_is_switched_off_is_stopped_at_once() {
        String token = issue().extract().path("token");
        assertThat(read(token, "/me")).isEqualTo(200);
        patch("/people/" + person, map("active", false)).statusCode(200);
        assertThat(read(token, "/me")).isEqualTo(401);
    }

    @Test
    void a_token_that_is_limited_to_teams_sees_and_files_what_belongs_to_them() {
        String mine = team();
        String other = team();
        String inMine = filed(coe(mine, "correctiveActions", List.of(map("title", "Test"))));
        String inOther = filed(coe(other, "correctiveActions", List.of(map("title", "Test"))));
        String shared = filed(coe(other, "correctiveActions", List.of(map("title", "Test", "team", mine))));
        String token = SignedIn.token(person, List.of("write"), mine);
        assertThat(read(token, "/coes/" + inMine)).isEqualTo(200);
        assertThat(read(token, "/coes/" + inOther)).isEqualTo(404);
        assertThat(read(token, "/actions/" + inMine + "-A1")).isEqualTo(200);
        assertThat(read(token, "/actions/" + inOther + "-A1")).isEqualTo(404);
        assertThat(read(token, "/actions/" + shared + "-A1")).isEqualTo(200);
        with(token, () -> get("/coes?count=true&team=" + other).body("total", equalTo(0)));
        with(token, () -> get("/actions?team=" + other + "&count=true").body("total", equalTo(0)));
        with(token, () -> post("/coes", coe(other)).statusCode(403));
        with(token, () -> post("/coes", coe(mine)).statusCode(201));
        with(token, () -> get("/reports/actions?groupBy=team&limit=200").body("items.group", not(hasItem(other))));
    }

    @Test
    void a_token_that_is_limited_to_teams_changes_what_belongs_to_them_and_nothing_else() {
        String mine = team();
        String other = team();
        Map<String, Object> overdue =
                map("title", "Test", "state", "committed", "owner", person, "dueOn", "2020-01-01", "team", other);
        String shared = filed(coe(mine, "correctiveActions", List.of(overdue)));
        post("/jobs/overdue-sweep/runs", map()).statusCode(201);
        String review =
                get("/overdue-reviews?action=" + shared + "-A1").extract().path("items[0].id");
        String token = SignedIn.token("admin", List.of("write"), mine);
        with(token, () -> put("/teams/" + mine + "/calendar").statusCode(201));
        with(
                token,
                () -> put("/teams/" + other + "/calendar")
                        .statusCode(403)
                        .body("detail", containsString("limited to the teams " + mine)));
        // What belongs to a COE of the team is seen and carried on with; to decide is for the action's own team.
        with(
                token,
                () -> patch("/actions/" + shared + "-A1", map("title", "Test it"))
                        .statusCode(200));
        with(
                token,
                () -> move("/overdue-reviews/" + review + "/decision", map("decision", "done", "evidence", "Seen."))
                        .statusCode(403)
                        .body("detail", containsString("limited to the teams " + mine)));
        with(token, () -> patch("/teams/" + mine, map("name", "Mine")).statusCode(403));
    }

    private static ValidatableResponse put(String path) {
        return given().contentType("application/json")
                .header("If-Match", "*")
                .body(map("weekend", List.of("sunday")))
                .put(API + path)
                .then();
    }

    @Test
    void a_limited_token_makes_none_that_is_good_for_more() {
        String mine = team();
        String other = team();
        String token = SignedIn.token(person, List.of("admin"), mine);
        with(token, () -> issue().statusCode(422).body("errors.code", equalTo(List.of("wider"))));
        with(token, () -> issue("teams", List.of(other)).statusCode(422));
        with(token, () -> issue("teams", List.of(mine)).statusCode(201));
    }

    @Test
    void bad_input_is_refused_with_its_places() {
        issue("scopes", List.of()).statusCode(422).body("errors.pointer", equalTo(List.of("/scopes")));
        issue("scopes", List.of("everything")).statusCode(400);
        issue("name", " ").statusCode(422).body("errors.pointer", equalTo(List.of("/name")));
        issue("teams", List.of("no-such-team")).statusCode(422).body("errors.pointer", equalTo(List.of("/teams/0")));
        post("/people/nobody-of-that-name/tokens", map("name", "x", "scopes", List.of("read")))
                .statusCode(404);
    }

    @Test
    void somebody_else_neither_makes_nor_sees_nor_revokes_them() {
        String other = person();
        String id = issue().extract().path("id");
        as(other, () -> issue().statusCode(403));
        as(other, () -> get("/people/" + person + "/tokens").statusCode(403));
        as(
                other,
                () -> given().delete(API + "/people/" + person + "/tokens/" + id)
                        .then()
                        .statusCode(403));
        assertThat(as(
                        person,
                        () -> get("/people/" + person + "/tokens")
                                .statusCode(200)
                                .extract()
                                .<List<String>>path("items.id")))
                .contains(id);
    }

    @Test
    void what_is_no_token_of_ours_is_a_401_that_says_how_to_sign_in() {
        for (String sent :
                List.of("Bearer coe_nothing", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Bearer " + "x".repeat(4000))) {
            given().header("Authorization", sent)
                    .get(API + "/me")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .body("detail", containsString("Authorization: Bearer"));
        }
    }
}

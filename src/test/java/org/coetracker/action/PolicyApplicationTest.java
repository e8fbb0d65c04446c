package org.coetracker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coetracker.MovableClock;
import org.coetracker.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Monday, 2 November 2026, is the day; the policy is changed, and applied to what is owed. */
@QuarkusTest
class PolicyApplicationTest {
    private static final String APPLY = "/policies/due-dates/apply";

    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    @Inject
    Told told;

    private String team;
    private String owner;

    @BeforeEach
    void monday() {
        clock.stopAt(Instant.parse("2026-11-02T12:00:00Z"));
        team = team();
        owner = person();
        // What other tests have left would be in the lists: it has the dates that somebody chose from now on.
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "update action set due_rule = null, due_from = null where due_rule is not null")
                        .executeUpdate());
    }

    @AfterEach
    void put_the_defaults_back() {
        patch("/policies/due-dates", map("bySeverity", map("sev2", 30))).statusCode(200);
        clock.reset();
    }

    private String owed(Object... members) {
        return several(1, members).get(0);
    }

    private List<String> several(int count, Object... members) {
        List<Map<String, Object>> actions = IntStream.range(0, count)
                .mapToObj(number -> {
                    Map<String, Object> action = map(members);
                    action.putAll(map("title", "Do " + number, "state", "committed", "owner", owner));
                    return action;
                })
                .toList();
        String ref = filed(coe(team, "severity", "sev2", "correctiveActions", actions));
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> ref + "-A" + number)
                .toList();
    }

    private static int policy(int sev2) {
        return patch("/policies/due-dates", map("bySeverity", map("sev2", sev2)))
                .statusCode(200)
                .extract()
                .path("version");
    }

    private static io.restassured.response.ValidatableResponse apply(boolean dryRun, int limit) {
        return post(APPLY + "?limit=" + limit, map("dryRun", dryRun, "reason", "Agreed in the review."))
                .statusCode(200);
    }

    @Test
    void a_dry_run_lists_what_would_move_and_moves_nothing() {
        String action = owed();
        int version = policy(10);
        get("/actions/" + action).body("dueOn", equalTo("2026-12-02")).body("version", equalTo(1));
        apply(true, 25)
                .body("items.action", contains(action))
                .body("items[0].coe", equalTo(action.replaceAll("-A1$", "")))
                .body("items[0].from", equalTo("2026-12-02"))
                .body("items[0].to", equalTo("2026-11-12"))
                .body("items[0].rule", equalTo("due-dates v" + version + ": sev2: 10 calendar days"))
                .body("nextCursor", nullValue())
                .body("total", equalTo(1));
        get("/actions/" + action).body("dueOn", equalTo("2026-12-02")).body("version", equalTo(1));
    }

    @Test
    void to_apply_moves_the_dates_with_the_reason_and_counts_no_re_date() {
        String action = owed();
        int version = policy(10);
        apply(false, 25).body("items.action", contains(action)).body("total", equalTo(1));
        String reason = "Policy due-dates v" + version + " applied: Agreed in the review.";
        get("/actions/" + action)
                .body("dueOn", equalTo("2026-11-12"))
                .body("dueRule", startsWith("due-dates v" + version + ": sev2: 10"))
                .body("dueDateChanges.from", contains("2026-12-02"))
                .body("dueDateChanges.to", contains("2026-11-12"))
                .body("dueDateChanges.reason", contains(reason))
                .body("dueDateChanges.by", contains("admin"))
                .body("reDateCount", equalTo(0))
                .body("version", equalTo(2));
        get("/coes/" + action.replaceAll("-A1$", "") + "/history")
                .body("items[0].change", equalTo("re_dated"))
                .body("items[0].reason", equalTo(reason));
        get("/audit?object=due-dates&kind=policy&limit=1").body("items[0].change", equalTo("applied"));
        assertThat(told.about(action, "action.re_dated")).containsExactly("person:" + owner);
        // A second time there is nothing left to do.
        apply(false, 25).body("items", empty()).body("total", equalTo(0));
        get("/actions/" + action).body("version", equalTo(2));
    }

    @Test
    void only_dates_that_a_rule_gave_move_and_only_of_what_is_owed() {
        String chosen = owed("dueOn", "2026-12-24");
        String reDated = owed();
        move("/actions/" + reDated + "/re-date", map("dueOn", "2027-01-04", "reason", "Late parts."))
                .statusCode(200);
        String done = owed();
        move("/actions/" + done + "/start", map()).statusCode(200);
        move("/actions/" + done + "/complete", map("evidence", "Ran.")).statusCode(200);
        String withdrawn = owed();
        move("/coes/" + withdrawn.replaceAll("-A1$", "") + "/withdraw", map("reason", "None."))
                .statusCode(200);
        String begun = owed();
        move("/actions/" + begun + "/start", map()).statusCode(200);
        policy(10);
        apply(false, 25).body("items.action", contains(begun));
        get("/actions/" + chosen).body("dueOn", equalTo("2026-12-24"));
        get("/actions/" + reDated).body("dueOn", equalTo("2027-01-04")).body("reDateCount", equalTo(1));
    }

    @Test
    void a_date_counts_from_the_commitment_and_one_that_has_passed_is_the_next_working_day() {
        String action = owed();
        String overdueLater = owed();
        clock.forward(Duration.ofDays(11)); // Friday, the 13th.
        policy(5);
        apply(true, 25)
                .body("items.to", contains("2026-11-16", "2026-11-16"))
                .body("items[0].rule", containsString("2026-11-09 had passed"));
        apply(false, 25).body("items.action", contains(action, overdueLater));
        clock.forward(Duration.ofDays(4));
        apply(false, 25).body("items", empty());
        get("/actions/" + action).body("dueOn", equalTo("2026-11-16")).body("overdue", equalTo(true));
    }

    @Test
    void the_review_of_a_flagged_action_is_resolved_when_its_date_moves() {
        String action = owed();
        clock.forward(Duration.ofDays(40));
        post("/jobs/overdue-sweep/runs", map()).statusCode(201);
        get("/actions/" + action).body("flaggedAt", notNullValue());
        policy(60);
        apply(false, 25).body("items.action", hasItem(action));
        get("/actions/" + action)
                .body("dueOn", equalTo("2027-01-01"))
                .body("overdue", equalTo(false))
                .body("flaggedAt", nullValue());
        get("/overdue-reviews?action=" + action)
                .body("items.status", contains("resolved"))
                .body("items.resolution", contains("re_dated"));
    }

    @Test
    void a_long_list_comes_page_by_page_and_moves_in_batches() {
        List<String> all = new ArrayList<>();
        for (int coe = 0; coe < 3; coe++) {
            all.addAll(several(200));
        }
        policy(10);
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            var page = post(APPLY + "?limit=200" + cursor, map("dryRun", true)).statusCode(200);
            listed.addAll(page.extract().path("items.action"));
            String next = page.extract().path("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        } while (cursor != null);
        assertThat(listed).containsExactlyElementsOf(all);
        apply(false, 10).body("items.size()", equalTo(10)).body("total", equalTo(600));
        get("/actions?count=true&limit=1&team=" + team + "&dueBefore=2026-11-13")
                .body("total", equalTo(600));
        apply(true, 1).body("total", equalTo(0));
    }

    @Test
    void a_policy_that_is_changed_meanwhile_stops_the_run_which_says_what_it_has_done() {
        for (int coe = 0; coe < 3; coe++) {
            several(200);
        }
        int version = policy(10);
        // Changed together with the first batch, as somebody else might.
        change(
                "create function changes() returns trigger language plpgsql as 'begin update policy set version = version"
                        + " + 1 where name = ''due-dates'' and version = " + version + "; return null; end'");
        try {
            change("create trigger changes after update on action for each statement execute function changes()");
            post(APPLY, map("dryRun", false, "reason", "Agreed."))
                    .statusCode(409)
                    .body("detail", containsString("version " + version))
                    .body("detail", containsString("500 dates have moved"));
        } finally {
            change("drop function changes() cascade");
        }
        get("/audit?object=due-dates&kind=policy&limit=1").body("items[0].change", equalTo("applied"));
        apply(false, 1).body("total", equalTo(100));
    }

    private void change(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(sql).executeUpdate());
    }

    @Test
    void the_same_idempotency_key_gives_the_same_answer() {
        String action = owed();
        policy(10);
        Map<String, Object> body = map("dryRun", false, "reason", "Agreed.");
        for (int time = 0; time < 2; time++) {
            io.restassured.RestAssured.given()
                    .contentType("application/json")
                    .header("Idempotency-Key", action)
                    .body(body)
                    .post("/api/v1" + APPLY)
                    .then()
                    .statusCode(200)
                    .body("items.action", contains(action));
        }
        get("/actions/" + action).body("version", equalTo(2));
    }

    @Test
    void what_cannot_be_applied_says_why() {
        for (String other : List.of("reminders", "escalation", "deadlines", "verification")) {
            post("/policies/" + other + "/apply", map("dryRun", true))
                    .statusCode(409)
                    .body("detail", containsString("Only \"due-dates\""));
        }
        post("/policies/verification/apply", map("dryRun", true))
                .body("detail", containsString("what is done from then on"));
        post("/policies/reminders/apply", map("dryRun", true))
                .body("detail", containsString("everything as soon as it is changed"));
        post(APPLY, map("dryRun", false)).statusCode(422).body("errors.pointer", contains("/reason"));
        post(APPLY, map("reason", " ")).statusCode(422).body("errors.pointer", contains("/reason"));
        post(APPLY, map("dryrun", true)).statusCode(400);
        post(APPLY + "?cursor=x", map("dryRun", true)).statusCode(400);
        post(APPLY + "?limit=201", map("dryRun", true)).statusCode(400);
    }

    @Test
    void a_new_date_lies_no_further_ahead_than_the_policy_lets_it() {
        String action = owed();
        String path = "/actions/" + action;
        String last = "2027-11-03";
        String tooFar = "2027-11-04";
        move(path + "/re-date", map("dueOn", tooFar, "reason", "Late."))
                .statusCode(422)
                .body("errors.code", contains("too_far"))
                .body("errors.pointer", contains("/dueOn"))
                .body("errors[0].detail", containsString(last));
        patch(path, map("dueOn", tooFar, "reason", "Late.")).statusCode(422).body("errors.code", contains("too_far"));
        move(path + "/re-date", map("dueOn", last, "reason", "Late.")).statusCode(200);
        move(path + "/start", map()).statusCode(200);
        move(path + "/complete", map("evidence", "Ran.")).statusCode(200);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "No.", "dueOn", tooFar))
                .statusCode(422)
                .body("errors.code", contains("too_far"));
        move(path + "/verify", map("outcome", "worked", "evidence", "Seen.")).statusCode(200);
        move(path + "/reopen", map("reason", "Again.", "dueOn", tooFar))
                .statusCode(422)
                .body("errors.code", contains("too_far"));
        // What somebody promises at first is theirs to say.
        String planned = filed(coe(team, "correctiveActions", List.of(map("title", "Later")))) + "-A1";
        move("/actions/" + planned + "/commit", map("owner", owner, "dueOn", "2029-01-01"))
                .statusCode(200);
    }
}

package org.coetracker.action;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.action;
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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ActionApiTest {
    private static final String PAST = "2020-03-01";
    private static final String FUTURE = inDays(200);
    private static final String MONTH_LATER = inDays(230);
    private static final String TWO_MONTHS_LATER = inDays(260);

    private static String inDays(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    @Test
    void an_action_goes_from_proposed_to_verified() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "Test the restore")))) + "-A1";
        String path = "/actions/" + ref;
        move(path + "/start", map()).statusCode(409).body("openMoves", contains("commit", "refuse"));
        move(path + "/commit", map("owner", person(), "dueOn", FUTURE))
                .statusCode(200)
                .body("state", equalTo("committed"))
                .body("dueRule", nullValue());
        move(path + "/complete", map()).statusCode(409);
        move(path + "/start", map()).statusCode(200).body("state", equalTo("in_progress"));
        move(path + "/complete", map("evidence", "Ran it."))
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("completion.evidence", equalTo("Ran it."))
                .body("completion.completedBy", equalTo("admin"));
        move(path + "/verify", map("outcome", "worked", "evidence", "Restored on four Mondays."))
                .statusCode(200)
                .body("state", equalTo("verified"))
                .body("verification.verifier", equalTo("admin"))
                .body("verification.outcome", equalTo("worked"));
    }

    @Test
    void a_commitment_without_a_date_gets_one_from_the_policy_with_its_rule() {
        String ref = filed(
                coe(team(), "severity", "sev1", "correctiveActions", List.of(map("title", "x", "priority", "p0"))));
        move("/actions/" + ref + "-A1/commit", map("owner", person()))
                .statusCode(200)
                .body("dueRule", matchesPattern("due-dates v\\d+: p0: 7 calendar days.*"));
    }

    @Test
    void an_action_filed_with_a_due_date_in_the_past_is_overdue_at_once() {
        String ref = action("committed", PAST);
        get("/actions/" + ref)
                .body("overdue", equalTo(true))
                .body("daysOverdue", org.hamcrest.Matchers.greaterThan(2_000))
                .body("flaggedAt", nullValue());
        String coe = ref.substring(0, ref.indexOf("-A"));
        get("/actions?overdue=true&coe=" + coe).body("items.ref", contains(ref));
        get("/actions?overdue=false&coe=" + coe).body("items", hasSize(0));
    }

    @Test
    void an_action_is_overdue_the_day_after_its_due_date_in_its_teams_time_zone() {
        String today = LocalDate.now(ZoneOffset.ofHours(14)).toString();
        String owner = person();
        String east = filed(coe(
                team("Pacific/Kiritimati"),
                "correctiveActions",
                List.of(map("title", "x", "state", "committed", "owner", owner, "dueOn", today))));
        get("/actions/" + east + "-A1").body("overdue", equalTo(false));
        String yesterday = LocalDate.now(ZoneOffset.ofHours(14)).minusDays(1).toString();
        String late = filed(coe(
                team("Pacific/Kiritimati"),
                "correctiveActions",
                List.of(map("title", "x", "state", "committed", "owner", owner, "dueOn", yesterday))));
        get("/actions/" + late + "-A1").body("overdue", equalTo(true)).body("daysOverdue", equalTo(1));
        String west = filed(coe(
                team("Pacific/Pago_Pago"),
                "correctiveActions",
                List.of(map("title", "x", "state", "committed", "owner", owner, "dueOn", yesterday))));
        boolean overdueInTheWest =
                LocalDate.now(java.time.ZoneId.of("Pacific/Pago_Pago")).isAfter(LocalDate.parse(yesterday));
        get("/actions/" + west + "-A1").body("overdue", equalTo(overdueInTheWest));
        get("/actions?overdue=true&owner=" + owner)
                .body(
                        "items.ref",
                        overdueInTheWest ? containsInAnyOrder(late + "-A1", west + "-A1") : contains(late + "-A1"));
    }

    @Test
    void a_promised_date_moves_for_a_reason_into_the_future_and_every_move_is_kept() {
        String path = "/actions/" + action("committed", FUTURE);
        move(path + "/re-date", map("dueOn", MONTH_LATER)).statusCode(422).body("errors.pointer", contains("/reason"));
        move(path + "/re-date", map("dueOn", PAST, "reason", "x"))
                .statusCode(422)
                .body("errors.code", contains("not_in_the_future"));
        move(path + "/re-date", map("dueOn", FUTURE, "reason", "x"))
                .statusCode(422)
                .body("errors.code", contains("unchanged"));
        move(path + "/re-date", map("dueOn", MONTH_LATER, "reason", "Parts are late."))
                .statusCode(200)
                .body("reDateCount", equalTo(1));
        patch(path, map("dueOn", TWO_MONTHS_LATER)).statusCode(422).body("errors.pointer", contains("/reason"));
        patch(path, map("dueOn", TWO_MONTHS_LATER, "reason", "Still late."))
                .statusCode(200)
                .body("reDateCount", equalTo(2))
                .body("dueDateChanges.from", contains(FUTURE, MONTH_LATER))
                .body("dueDateChanges.to", contains(MONTH_LATER, TWO_MONTHS_LATER))
                .body("dueDateChanges.reason", contains("Parts are late.", "Still late."))
                .body("dueDateChanges.by", contains("admin", "admin"));
    }

    @Test
    void a_planned_date_moves_freely_before_anybody_committed_to_it() {
        String path = "/actions/" + action("proposed", FUTURE);
        patch(path, map("dueOn", PAST))
                .statusCode(200)
                .body("dueOn", equalTo(PAST))
                .body("reDateCount", equalTo(0));
    }

    @Test
    void a_check_that_failed_makes_the_action_owed_by_a_new_date() {
        String path = "/actions/" + action("done", PAST);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "Restore failed."))
                .statusCode(422)
                .body("errors.pointer", contains("/dueOn"));
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "Restore failed.", "dueOn", PAST))
                .statusCode(422);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "Restore failed.", "dueOn", FUTURE))
                .statusCode(200)
                .body("state", equalTo("in_progress"))
                .body("dueOn", equalTo(FUTURE))
                .body("reDateCount", equalTo(1))
                .body("overdue", equalTo(false));
    }

    @Test
    void an_action_without_an_owner_cannot_be_owed_again() {
        String path = "/actions/" + action("done", PAST, "owner", null);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "Failed.", "dueOn", FUTURE))
                .statusCode(422)
                .body("errors.code", contains("no_owner"));
    }

    @Test
    void what_is_owed_again_is_not_done_any_more() {
        String path = "/actions/" + action("done", PAST);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "Failed.", "dueOn", FUTURE))
                .body("completion", nullValue())
                .body("verification.outcome", equalTo("did_not_work"));
        String verifier = person();
        patch(path, map("verification", map("verifier", verifier)))
                .statusCode(200)
                .body("verification.verifier", equalTo(verifier));
        move(path + "/complete", map("evidence", "Again.")).body("verification.outcome", nullValue());
        patch(path, map("owner", verifier)).statusCode(422).body("errors.pointer", contains("/verification/verifier"));
    }

    @Test
    void who_found_that_it_does_not_work_may_take_it_over_and_judges_it_no_more() {
        String path = "/actions/" + action("done", PAST);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "Failed.", "dueOn", FUTURE))
                .body("verification.verifier", equalTo("admin"));
        patch(path, map("owner", "admin")).statusCode(200);
        patch(path, map("verification", map("criterion", "No page for a month")))
                .statusCode(422)
                .body("errors.pointer", contains("/verification/verifier"));
        patch(path, map("verification", map("criterion", "No page for a month", "verifier", person())))
                .statusCode(200)
                .body("verification.outcome", nullValue());
    }

    @Test
    void everything_that_is_wrong_with_a_move_is_said_at_once() {
        move(
                        "/actions/" + action("committed", FUTURE) + "/refuse",
                        map("reason", " ", "approver", "nobody", "lookAgainOn", PAST))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/reason", "/approver", "/lookAgainOn"));
    }

    @Test
    void the_owner_does_not_verify_their_own_action() {
        move(
                        "/actions/" + action("done", PAST, "owner", "admin") + "/verify",
                        map("outcome", "worked", "evidence", "Trust me."))
                .statusCode(422);
    }

    @Test
    void an_action_is_not_judged_before_its_observation_is_over() {
        String path =
                "/actions/" + action("done", PAST, "verification", map("criterion", "No page", "observeUntil", FUTURE));
        move(path + "/verify", map("outcome", "worked", "evidence", "No page yet."))
                .statusCode(409);
        move(path + "/verify", map("outcome", "did_not_work", "evidence", "A page.", "dueOn", FUTURE))
                .statusCode(200);
    }

    @Test
    void a_risk_is_taken_by_somebody_else_than_the_owner_until_a_day_to_look_again() {
        String owner = person();
        String path = "/actions/" + action("committed", FUTURE, "owner", owner);
        move(path + "/refuse", map("reason", "Too dear.", "approver", owner, "lookAgainOn", PAST))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/approver", "/lookAgainOn"));
        move(path + "/refuse", map("reason", "Too dear.", "approver", "admin", "lookAgainOn", FUTURE))
                .statusCode(200)
                .body("state", equalTo("refused"))
                .body("refusal.approver", equalTo("admin"));
        move(path + "/reopen", map("reason", "It happened again."))
                .statusCode(422)
                .body("errors.pointer", contains("/dueOn"));
        move(path + "/reopen", map("reason", "It happened again.", "dueOn", TWO_MONTHS_LATER))
                .statusCode(200)
                .body("state", equalTo("in_progress"))
                .body("dueOn", equalTo(TWO_MONTHS_LATER));
    }

    @Test
    void only_what_nobody_committed_to_is_deleted() {
        String proposed = action("proposed", null);
        given().header("If-Match", "*")
                .delete(API + "/actions/" + proposed)
                .then()
                .statusCode(204);
        get("/actions/" + proposed).statusCode(404);
        given().header("If-Match", "*")
                .delete(API + "/actions/" + action("committed", FUTURE))
                .then()
                .statusCode(409);
    }

    @Test
    void an_edit_is_checked_like_a_filing() {
        String path = "/actions/" + action("committed", FUTURE);
        patch(path, map("owner", null)).statusCode(422).body("errors.pointer", contains("/owner"));
        patch(path, map("owner", "nobody", "team", "nowhere", "causes", List.of("c9"), "title", ""))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/owner", "/team", "/causes/0", "/title"));
        patch(path, map("state", "done", "overdue", true))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/state", "/overdue"));
        patch(path, map("tracker", map("system", "jira", "key", "OPS-1", "url", "javascript:alert(1)")))
                .statusCode(422)
                .body("errors.pointer", contains("/tracker/url"));
        patch(path, map("tracker", map("system", "jira", "key", "OPS-1", "url", "https://example.com/OPS-1")))
                .statusCode(200)
                .body("tracker.key", equalTo("OPS-1"));
        patch(path, map("tracker", null)).statusCode(200).body("tracker", nullValue());
    }

    @Test
    void an_owner_who_has_left_does_not_forbid_other_changes() {
        String owner = person();
        String path = "/actions/" + action("committed", FUTURE, "owner", owner);
        patch("/people/" + owner, map("active", false)).statusCode(200);
        patch(path, map("title", "Test the restore monthly")).statusCode(200);
        post("/coes/" + path.substring(9, path.indexOf("-A")) + "/actions", map("title", "x", "owner", owner))
                .statusCode(422)
                .body("errors.code", contains("inactive_person"));
    }

    @Test
    void filters_find_what_they_name() {
        String team = team();
        String owner = person();
        String coe = filed(coe(
                team,
                "correctiveActions",
                List.of(
                        map(
                                "title",
                                "Alert on lag",
                                "type",
                                "detect",
                                "priority",
                                "p0",
                                "state",
                                "committed",
                                "owner",
                                owner,
                                "dueOn",
                                "2031-01-05"),
                        map("title", "Write the runbook", "type", "process", "priority", "p3"))));
        String mine = "/actions?coe=" + coe + "&";
        for (String filter : List.of(
                "state=committed&state=done",
                "owner=" + owner,
                "priority=p0",
                "type=detect",
                "dueBefore=2031-01-06",
                "dueAfter=2031-01-04",
                "noDueDate=false",
                "q=ALERT",
                "flagged=false&priority=p0",
                "overdue=false&type=detect")) {
            get(mine + filter).statusCode(200).body("items.ref", contains(coe + "-A1"));
        }
        get(mine + "noDueDate=true").body("items.ref", contains(coe + "-A2"));
        get(mine + "dueBefore=2031-01-05").body("items", hasSize(0));
        get(mine + "flagged=true").body("items", hasSize(0));
        get("/actions?team=" + team + "&sort=dueOn&count=true")
                .body("items.ref", contains(coe + "-A1", coe + "-A2"))
                .body("total", equalTo(2));
        get("/actions?team=" + team + "&sort=-dueOn").body("items.ref", contains(coe + "-A1", coe + "-A2"));
        get("/actions?team=" + team + "&sort=priority").body("items.ref", contains(coe + "-A1", coe + "-A2"));
        get("/actions?team=" + team + "&sort=-priority").body("items.ref", contains(coe + "-A2", coe + "-A1"));
        String id = get("/coes/" + coe).extract().path("id");
        get("/actions?coe=" + id).body("items", hasSize(2));
        get("/actions?coe=coe-1").statusCode(400);
        get("/actions?dueBefore=2026-02-30").statusCode(400).body("errors.parameter", contains("dueBefore"));
    }
}

package org.coetracker.coe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.approve;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.submit;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CoeApiTest {

    @Test
    void title_severity_and_team_are_enough_to_start() {
        String team = team();
        post("/coes", Map.of("title", "Payments stood still", "severity", "sev2", "team", team))
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/coes/COE-\\d+"))
                .header("ETag", startsWith("\"1-"))
                .body("ref", matchesPattern("COE-\\d+"))
                .body("id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7.*"))
                .body("status", equalTo("draft"))
                .body("kind", equalTo("incident"))
                .body("confidentiality", equalTo("internal"))
                .body("owner", equalTo("admin"))
                .body("version", equalTo(1))
                .body("whatHappened.timeline", hasSize(0))
                .body("criticalImplications.securityExposure", equalTo("unanswered"))
                .body("correctiveActions", hasSize(0));
    }

    @Test
    void a_whole_record_comes_back_as_it_was_sent() {
        String owner = person();
        Map<String, Object> sent = coe(
                team(),
                "summary",
                "Text as sent: <script>alert(1)</script>, \uD83D\uDD25, \u0645\u0631\u062D\u0628\u0627 \u202E",
                "owner",
                owner,
                "services",
                List.of("Payments API"),
                "incident",
                map("startedAt", "2026-01-01T10:00:00+02:00", "resolvedAt", "2026-01-01T09:30:00.123456Z"),
                "whatHappened",
                map(
                        "narrative",
                        "# Markdown",
                        "timeline",
                        List.of(map(
                                "at",
                                "2026-01-01T08:00:00Z",
                                "kind",
                                "trigger",
                                "text",
                                "A deploy.",
                                "evidence",
                                List.of("d1")))),
                "impact",
                map(
                        "measures",
                        List.of(map("kind", "customers", "value", 150000.25, "unit", "accounts", "estimated", true))),
                "rootCause",
                map(
                        "causes",
                        List.of(
                                map("id", "c1", "kind", "root_cause", "category", "process", "text", "No canary."),
                                map("kind", "trigger", "text", "A deploy.", "becauseOf", List.of("c1")))),
                "supportingData",
                map(
                        "items",
                        List.of(map(
                                "id", "d1", "kind", "metric", "title", "Error rate", "url", "https://example.com/x"))),
                "criticalImplications",
                map(
                        "securityExposure",
                        "none",
                        "items",
                        List.of(map("pillar", "security", "level", "none", "text", "None."))),
                "lessons",
                map(
                        "items",
                        List.of(map(
                                "kind", "learned", "text", "Canaries.", "checklistQuestion", "Is there a canary?"))),
                "correctiveActions",
                List.of(map("title", "Add a canary", "type", "prevent", "causes", List.of("c1"), "owner", owner)));
        String ref = filed(sent);

        get("/coes/" + ref)
                .statusCode(200)
                .body("summary", equalTo(sent.get("summary")))
                .body("incident.startedAt", equalTo("2026-01-01T08:00:00Z"))
                .body("incident.resolvedAt", equalTo("2026-01-01T09:30:00.123456Z"))
                .body("whatHappened.timeline[0].id", equalTo("t1"))
                .body("impact.measures[0].value", equalTo(150000.25f))
                .body("rootCause.causes.id", contains("c1", "c2"))
                .body("correctiveActions[0].ref", equalTo(ref + "-A1"))
                .body("correctiveActions[0].state", equalTo("proposed"))
                .body("correctiveActions[0].causes", contains("c1"));
        String id = get("/coes/" + ref).extract().path("id");
        get("/coes/" + id).statusCode(200).body("ref", equalTo(ref));
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        post(
                        "/coes",
                        coe(
                                "no-such-team",
                                "title",
                                " ",
                                "owner",
                                "nobody",
                                "reviewers",
                                List.of("admin", "no-one"),
                                "incident",
                                map("startedAt", "2026-01-02T00:00:00Z", "resolvedAt", "2026-01-01T00:00:00Z"),
                                "rootCause",
                                map(
                                        "causes",
                                        List.of(map("kind", "root_cause", "text", "a", "evidence", List.of("d1")))),
                                "relatedItems",
                                List.of(map("kind", "coe", "ref", "COE-999999999", "relation", "same_cause")),
                                "correctiveActions",
                                List.of(
                                        map("title", "A", "state", "committed"),
                                        map("title", "B", "state", "verified", "causes", List.of("c9")))))
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/title",
                                "/team",
                                "/owner",
                                "/reviewers/1",
                                "/incident/resolvedAt",
                                "/rootCause/causes/0/evidence/0",
                                "/relatedItems/0/ref",
                                "/correctiveActions/0/owner",
                                "/correctiveActions/1/state",
                                "/correctiveActions/1/causes/0"));
    }

    @Test
    void a_patch_changes_what_it_names_and_nothing_else() {
        String ref = filed(coe(team(), "summary", "before", "tags", List.of("a", "b")));
        patch("/coes/" + ref, map("tags", List.of("c"), "summary", null))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("tags", contains("c"))
                .body("summary", nullValue())
                .body("title", equalTo("Payments stood still"));
    }

    @Test
    void a_patch_that_changes_nothing_is_no_new_version() {
        String ref = filed(coe(team()));
        String whole = get("/coes/" + ref).extract().asString();
        given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(whole)
                .patch(API + "/coes/" + ref)
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
    }

    @Test
    void what_the_service_keeps_cannot_be_written() {
        String ref = filed(coe(team()));
        patch("/coes/" + ref, map("status", "closed", "version", 9, "correctiveActions", List.of(map("title", "x"))))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/status", "/version", "/correctiveActions"))
                .body("errors.code", hasItem("read_only"));
    }

    @Test
    void a_misspelt_member_of_a_patch_is_named_even_when_it_is_null() {
        String ref = filed(coe(team()));
        patch("/coes/" + ref, map("titel", null, "sumary", "x"))
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/titel", "/sumary"));
    }

    @Test
    void two_people_who_edit_cannot_lose_each_others_work() {
        String ref = filed(coe(team()));
        String read = get("/coes/" + ref).extract().header("ETag");
        patch("/coes/" + ref, read, map("summary", "first")).statusCode(200);
        patch("/coes/" + ref, read, map("summary", "second"))
                .statusCode(412)
                .body("currentVersion", equalTo(2))
                .body("type", equalTo("urn:coe-tracker:problem:stale"));
        get("/coes/" + ref).body("summary", equalTo("first"));
    }

    @Test
    void a_change_needs_to_say_what_it_believes_to_change() {
        String ref = filed(coe(team()));
        given().contentType("application/merge-patch+json")
                .body(map("title", "x"))
                .patch(API + "/coes/" + ref)
                .then()
                .statusCode(428);
        given().delete(API + "/coes/" + ref).then().statusCode(428);
        given().contentType("application/json")
                .body("{}")
                .post(API + "/coes/" + ref + "/submit")
                .then()
                .statusCode(428);
    }

    @Test
    void a_moved_action_changes_the_tag_of_its_record_but_does_not_make_an_editor_stale() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "Add a canary"))));
        String read = get("/coes/" + ref).extract().header("ETag");
        given().header("If-None-Match", read)
                .get(API + "/coes/" + ref)
                .then()
                .statusCode(304)
                .header("ETag", read);
        move("/actions/" + ref + "-A1/commit", map("owner", person())).statusCode(200);
        given().header("If-None-Match", read).get(API + "/coes/" + ref).then().statusCode(200);
        patch("/coes/" + ref, read, map("summary", "edited meanwhile")).statusCode(200);
    }

    @Test
    void the_lifecycle_runs_from_draft_to_closed_and_back() {
        String ref = filed(coe(team()));
        String path = "/coes/" + ref;
        submit(ref).statusCode(200).body("status", equalTo("in_review"));
        move(path + "/request-changes", map()).statusCode(422).body("errors.pointer", contains("/comment"));
        move(path + "/request-changes", map("comment", "Why?"))
                .statusCode(200)
                .body("status", equalTo("changes_requested"));
        move(path + "/approve", map())
                .statusCode(409)
                .body("current", equalTo("changes_requested"))
                .body("openMoves", contains("submit", "withdraw"));
        submit(ref).statusCode(200);
        move(path + "/approve", map()).statusCode(403).body("detail", containsString("filed it"));
        approve(ref).body("approvedAt", not(nullValue()));
        move(path + "/close", map())
                .statusCode(200)
                .body("status", equalTo("closed"))
                .body("closedAt", not(nullValue()));
        move(path + "/withdraw", map("reason", "x")).statusCode(409);
        move(path + "/reopen", map("reason", "It happened again."))
                .statusCode(200)
                .body("status", equalTo("approved"));
        move(path + "/withdraw", map("reason", "Twin of another."))
                .statusCode(200)
                .body("status", equalTo("withdrawn"));
        move(path + "/reopen", map("reason", "x")).statusCode(409).body("openMoves", hasSize(0));
        patch(path, map("title", "x")).statusCode(409);
        post(path + "/actions", map("title", "Late")).statusCode(409);
    }

    @Test
    void nothing_of_a_withdrawn_record_changes() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "x"))));
        move("/coes/" + ref + "/withdraw", map("reason", "Twin.")).statusCode(200);
        patch("/actions/" + ref + "-A1", map("title", "y")).statusCode(409);
        move("/actions/" + ref + "-A1/commit", map("owner", person())).statusCode(409);
        given().header("If-Match", "*")
                .delete(API + "/actions/" + ref + "-A1")
                .then()
                .statusCode(409);
    }

    @Test
    void the_tag_of_a_record_changes_whenever_an_action_does() {
        String yesterday =
                java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1).toString();
        String ref = filed(coe(
                team(),
                "correctiveActions",
                List.of(map("title", "x", "state", "in_progress", "owner", person(), "dueOn", yesterday))));
        String overdue = get("/coes/" + ref).extract().header("ETag");
        move("/actions/" + ref + "-A1/complete", map()).statusCode(200);
        given().header("If-None-Match", overdue)
                .get(API + "/coes/" + ref)
                .then()
                .statusCode(200);
    }

    @Test
    void a_record_closes_when_every_action_is_verified_or_refused_and_not_before() {
        String owner = person();
        String ref = filed(coe(
                team(),
                "correctiveActions",
                List.of(
                        map(
                                "title",
                                "Refused",
                                "state",
                                "refused",
                                "refusal",
                                map("reason", "Too dear.", "approver", "admin", "lookAgainOn", "2030-01-01")),
                        map("title", "Done", "state", "done", "owner", owner))));
        submit(ref);
        approve(ref);
        move("/coes/" + ref + "/close", map())
                .statusCode(409)
                .body("detail", matchesPattern(".*" + ref + "-A2 \\(done\\).*"));
        move("/actions/" + ref + "-A2/verify", map("outcome", "worked", "evidence", "A week without one."))
                .statusCode(200);
        move("/coes/" + ref + "/close", map()).statusCode(200);
        move(
                        "/actions/" + ref + "-A2/reopen",
                        map(
                                "reason",
                                "It broke.",
                                "dueOn",
                                java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                        .plusDays(90)
                                        .toString()))
                .statusCode(409)
                .body("current", equalTo("closed"));
    }

    @Test
    void after_approval_an_edit_is_an_amendment_with_a_reason_that_the_history_shows() {
        String ref = filed(coe(team()));
        submit(ref);
        approve(ref);
        patch("/coes/" + ref, map("summary", "new")).statusCode(422).body("errors.pointer", contains("/reason"));
        patch("/coes/" + ref, map("summary", "new", "reason", "A figure was wrong."))
                .statusCode(200);
        get("/coes/" + ref + "/history")
                .body("items[0].change", equalTo("amended"))
                .body("items[0].reason", equalTo("A figure was wrong."))
                .body("items[0].changes.pointer", contains("/summary"))
                .body("items[0].changes[0].after", equalTo("new"));
    }

    @Test
    void only_a_draft_is_deleted_and_its_number_never_comes_back() {
        String draft = filed(coe(team(), "correctiveActions", List.of(map("title", "x"))));
        given().header("If-Match", "*").delete(API + "/coes/" + draft).then().statusCode(204);
        get("/coes/" + draft).statusCode(404);
        get("/actions/" + draft + "-A1").statusCode(404);
        String next = filed(coe(team()));
        assertThat(Long.parseLong(next.substring(4))).isGreaterThan(Long.parseLong(draft.substring(4)));
        submit(next);
        given().header("If-Match", "*").delete(API + "/coes/" + next).then().statusCode(409);
    }

    @Test
    void a_cause_that_an_action_names_cannot_go_away() {
        String ref = filed(coe(
                team(),
                "rootCause",
                map("causes", List.of(map("id", "c1", "kind", "root_cause", "text", "a"))),
                "correctiveActions",
                List.of(map("title", "x", "causes", List.of("c1")))));
        patch("/coes/" + ref, map("rootCause", map("causes", List.of())))
                .statusCode(422)
                .body("errors.pointer", contains("/correctiveActions/0/causes/0"));
    }

    @Test
    void an_id_that_the_service_gave_is_not_given_again() {
        String ref = filed(coe(team(), "lessons", map("items", List.of(map("kind", "learned", "text", "one")))));
        patch("/coes/" + ref, map("lessons", map("items", List.of(map("kind", "learned", "text", "two")))))
                .statusCode(200)
                .body("lessons.items.id", contains("l2"));
    }

    @Test
    void a_confirmed_exposure_restricts_the_record() {
        post("/coes", coe(team(), "criticalImplications", map("securityExposure", "confirmed")))
                .statusCode(201)
                .body("confidentiality", equalTo("restricted"));
    }

    @Test
    void actions_follow_the_severity_of_their_record() {
        String ref = filed(coe(team(), "severity", "sev4", "correctiveActions", List.of(map("title", "x"))));
        get("/actions?coe=" + ref + "&severity=sev4").body("items", hasSize(1));
        patch("/coes/" + ref, map("severity", "sev1")).statusCode(200);
        get("/actions?coe=" + ref + "&severity=sev4").body("items", hasSize(0));
        get("/actions?coe=" + ref + "&severity=sev1").body("items", hasSize(1));
    }

    @Test
    void numbers_of_deleted_actions_do_not_come_back() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "one"))));
        given().header("If-Match", "*")
                .delete(API + "/actions/" + ref + "-A1")
                .then()
                .statusCode(204);
        post("/coes/" + ref + "/actions", map("title", "two"))
                .statusCode(201)
                .body("ref", equalTo(ref + "-A2"))
                .header("Location", matchesPattern(".*/api/v1/actions/" + ref + "-A2"));
        get("/coes/" + ref + "/actions").body("items.ref", contains(ref + "-A2"));
    }
}

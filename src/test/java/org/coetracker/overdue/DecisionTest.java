package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionTest {
    @Inject
    Scene scene;

    String team;
    String owner;
    String action;
    Object review;
    String nextMonth;

    @BeforeEach
    void a_flagged_action() {
        team = scene.team("UTC");
        owner = scene.person();
        action = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.sweep();
        review = scene.review(action).get("id");
        nextMonth = scene.today("UTC").plusDays(30).toString();
    }

    @Test
    void a_new_date_is_owed_from_then_on() {
        Map<String, String> decision = Map.of("decision", "re_date", "dueOn", nextMonth, "reason", "parts are late");
        scene.decide(review, decision)
                .statusCode(200)
                .header("ETag", containsString("\"2-"))
                .body("status", equalTo("decided"))
                .body("decision", equalTo(decision))
                .body("decidedBy", equalTo("admin"))
                .body("decidedAt", notNullValue())
                .body("resolution", nullValue())
                .body("version", equalTo(2));

        scene.read(action)
                .body("dueOn", equalTo(nextMonth))
                .body("reDateCount", equalTo(1))
                .body("flaggedAt", nullValue())
                .body("overdue", is(false));
        history()
                .body("items.find { it.subject == 'overdue_review' }.change", equalTo("decided"))
                .body("items.find { it.subject == 'overdue_review' }.reason", equalTo("parts are late"))
                .body("items.find { it.subject == 'overdue_review' }.actor", equalTo("admin"))
                .body("items.change", hasItem("re_dated"));
        scene.sweep();
        assertThat(scene.review(action)).containsEntry("status", "decided");
    }

    @Test
    void somebody_else_owes_it_by_a_new_date() {
        String other = scene.person();
        scene.decide(
                        review,
                        Map.of("decision", "re_assign", "owner", other, "dueOn", nextMonth, "reason", "ana has left"))
                .statusCode(200)
                .body("status", equalTo("decided"))
                .body("owner", equalTo(owner));

        scene.read(action)
                .body("owner", equalTo(other))
                .body("dueOn", equalTo(nextMonth))
                .body("flaggedAt", nullValue());
    }

    @Test
    void less_is_owed_by_a_new_date() {
        scene.decide(
                        review,
                        Map.of(
                                "decision", "reduce_scope",
                                "title", "Alert on the database's disk only",
                                "description", "The others next year",
                                "dueOn", nextMonth,
                                "reason", "too much at once"))
                .statusCode(200)
                .body("status", equalTo("decided"));

        scene.read(action)
                .body("title", equalTo("Alert on the database's disk only"))
                .body("description", equalTo("The others next year"))
                .body("dueOn", equalTo(nextMonth));
    }

    @Test
    void a_risk_that_is_accepted_refuses_the_action() {
        scene.decide(
                        review,
                        Map.of(
                                "decision", "accept_risk",
                                "reason", "the disk is retired in May",
                                "approver", "admin",
                                "lookAgainOn", nextMonth))
                .statusCode(200)
                .body("status", equalTo("decided"));

        scene.read(action)
                .body("state", equalTo("refused"))
                .body("refusal.reason", equalTo("the disk is retired in May"))
                .body("refusal.approver", equalTo("admin"))
                .body("refusal.lookAgainOn", equalTo(nextMonth))
                .body("flaggedAt", nullValue());
    }

    @Test
    void what_was_done_already_is_done_whether_it_was_started_or_not() {
        scene.decide(review, Map.of("decision", "done", "evidence", "https://example.org/pr/7"))
                .statusCode(200)
                .body("status", equalTo("decided"));

        scene.read(action)
                .body("state", equalTo("done"))
                .body("completion.evidence", equalTo("https://example.org/pr/7"))
                .body("completion.completedBy", equalTo("admin"))
                .body("flaggedAt", nullValue());
    }

    @Test
    void an_unknown_decision_is_refused_with_the_five_that_there_are() {
        for (Object unknown : new Object[] {"dismiss", "RE_DATE", 5, true, List.of("done")}) {
            scene.decide(review, Map.of("decision", unknown, "reason", "no"))
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors", hasSize(1))
                    .body("errors[0].pointer", equalTo("/decision"))
                    .body("errors[0].code", equalTo("unknown_value"))
                    .body(
                            "errors[0].detail",
                            equalTo("decision is one of: re_date, re_assign, reduce_scope, accept_risk, done."));
        }
        scene.decide(review, Map.of("reason", "no"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/decision"))
                .body("errors[0].code", equalTo("required"));
        isStillPending();
    }

    @Test
    void what_does_not_belong_to_the_decision_is_named_with_all_else_that_is_wrong() {
        scene.decide(review, Map.of("decision", "re_date", "evidence", "x", "dueOn", "2026-02-30", "approver", "admin"))
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/evidence", "/approver", "/dueOn", "/reason"))
                .body("errors.find { it.pointer == '/evidence' }.code", equalTo("unknown_property"))
                .body("errors.find { it.pointer == '/approver' }.code", equalTo("unknown_property"))
                .body("errors.find { it.pointer == '/dueOn' }.code", equalTo("not_a_date"))
                .body("errors.find { it.pointer == '/reason' }.code", equalTo("required"));
        isStillPending();
    }

    @Test
    void a_decision_that_lacks_something_names_all_of_it() {
        Map<String, List<String>> needed = Map.of(
                "re_date", List.of("/dueOn", "/reason"),
                "re_assign", List.of("/owner", "/dueOn", "/reason"),
                "reduce_scope", List.of("/title", "/dueOn", "/reason"),
                "accept_risk", List.of("/reason", "/approver", "/lookAgainOn"),
                "done", List.of("/evidence"));
        needed.forEach((decision, members) -> scene.decide(review, Map.of("decision", decision))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder(members.toArray()))
                .body("errors.code", not(hasItem(not("required")))));
        isStillPending();
    }

    @Test
    void a_decision_against_the_rules_changes_nothing() {
        String today = scene.today("UTC").toString();
        scene.decide(review, Map.of("decision", "re_date", "dueOn", today, "reason", "x"))
                .statusCode(422)
                .body("errors.pointer", contains("/dueOn"))
                .body("errors[0].code", equalTo("not_in_the_future"));
        scene.decide(review, Map.of("decision", "re_assign", "owner", "nobody-here", "dueOn", nextMonth, "reason", "x"))
                .statusCode(422)
                .body("errors.pointer", contains("/owner"))
                .body("errors[0].code", equalTo("unknown_person"));
        scene.decide(
                        review,
                        Map.of("decision", "accept_risk", "approver", owner, "lookAgainOn", nextMonth, "reason", "x"))
                .statusCode(422)
                .body("errors.pointer", contains("/approver"))
                .body("errors[0].code", equalTo("is_the_owner"));
        isStillPending();
        scene.read(action).body("state", equalTo("committed")).body("version", equalTo(1));
    }

    @Test
    void there_is_one_decision_only() {
        Map<String, String> done = Map.of("decision", "done", "evidence", "PR 7");
        scene.decide(review, done).statusCode(200);

        scene.decide(review, done)
                .statusCode(409)
                .body("detail", containsString("decided"))
                .body("current", equalTo("decided"));
        Scene.request()
                .header("If-Match", "\"1\"")
                .body(done)
                .post("/api/v1/overdue-reviews/" + review + "/decision")
                .then()
                .statusCode(412);
    }

    @Test
    void a_review_that_was_resolved_takes_no_decision() {
        scene.move(action, "start", Map.of()).statusCode(200);
        scene.move(action, "complete", Map.of()).statusCode(200);

        scene.decide(review, Map.of("decision", "re_date", "dueOn", nextMonth, "reason", "x"))
                .statusCode(409)
                .body("current", equalTo("resolved"));
    }

    @Test
    void who_decides_says_what_they_have_seen() {
        Scene.request()
                .body(Map.of("decision", "done", "evidence", "PR 7"))
                .post("/api/v1/overdue-reviews/" + review + "/decision")
                .then()
                .statusCode(428);
        scene.decide(UUID.randomUUID(), Map.of("decision", "done", "evidence", "PR 7"))
                .statusCode(404);
        scene.decide("7", Map.of("decision", "done", "evidence", "PR 7")).statusCode(404);
        isStillPending();
    }

    @Test
    void a_decision_that_is_sent_again_with_its_key_is_answered_again() {
        String key = UUID.randomUUID().toString();
        Map<String, String> decision = Map.of("decision", "done", "evidence", "PR 7");
        Response first = withKey(key, decision);
        Response second = withKey(key, decision);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(withKey(key, Map.of("decision", "done", "evidence", "PR 8")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void of_two_managers_who_decide_at_once_one_wins() throws Exception {
        ExecutorService managers = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                a_flagged_action();
                String etag =
                        RestAssured.get("/api/v1/overdue-reviews/" + review).header("ETag");
                List<Future<Integer>> answers = new ArrayList<>();
                for (int manager = 0; manager < 4; manager++) {
                    String precondition = manager % 2 == 0 ? etag : "*";
                    Map<String, String> decision = manager < 2
                            ? Map.of("decision", "re_date", "dueOn", nextMonth, "reason", "x")
                            : Map.of("decision", "done", "evidence", "PR 7");
                    Object target = review;
                    answers.add(managers.submit(() -> Scene.request()
                            .header("If-Match", precondition)
                            .body(decision)
                            .post("/api/v1/overdue-reviews/" + target + "/decision")
                            .statusCode()));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 409, 412);
                assertThat(scene.review(action)).containsEntry("status", "decided");
                history().body("items.findAll { it.subject == 'overdue_review' }", hasSize(1));
            }
        } finally {
            managers.shutdown();
        }
    }

    @Test
    void reviews_are_found_by_each_filter() {
        String etag = RestAssured.get("/api/v1/overdue-reviews/" + review).header("ETag");
        RestAssured.given()
                .header("If-None-Match", etag)
                .get("/api/v1/overdue-reviews/" + review)
                .then()
                .statusCode(304);
        String actionId = scene.read(action).extract().path("id");
        for (Map<String, String> filter : List.of(
                Map.of("team", team),
                Map.of("owner", owner),
                Map.of("coe", Scene.coeOf(action)),
                Map.of("action", action),
                Map.of("action", actionId),
                Map.of("status", "pending", "team", team, "sort", "-dueOn", "count", "true"))) {
            Response page = RestAssured.given().queryParams(filter).get("/api/v1/overdue-reviews");
            page.then()
                    .statusCode(200)
                    .body("items.id", contains(review))
                    .body("items[0].actionTitle", equalTo("Alert at 80 % of the disk"))
                    .body("nextCursor", nullValue())
                    .body("total", filter.containsKey("count") ? equalTo(1) : nullValue());
            RestAssured.given()
                    .queryParams(filter)
                    .header("If-None-Match", page.header("ETag"))
                    .get("/api/v1/overdue-reviews")
                    .then()
                    .statusCode(304);
        }
        String another = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.sweep();
        RestAssured.given()
                .queryParam("action", action, actionId, another)
                .get("/api/v1/overdue-reviews")
                .then()
                .body("items", hasSize(2));
        RestAssured.given()
                .queryParam("status", "decided", "resolved")
                .queryParam("team", team)
                .get("/api/v1/overdue-reviews")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void reviews_are_paged_and_bad_parameters_are_named() {
        for (int more = 0; more < 4; more++) {
            scene.action(team, owner, scene.today("UTC").minusDays(1 + more));
        }
        scene.sweep();
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = RestAssured.given().queryParams("team", team, "limit", 2);
            Response page =
                    (cursor == null ? request : request.queryParam("cursor", cursor)).get("/api/v1/overdue-reviews");
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates().startsWith((String) review);

        RestAssured.given()
                .queryParam("status", "open")
                .queryParam("coe", "coe-42")
                .queryParam("action", "COE-042-A1")
                .queryParam("sort", "team")
                .get("/api/v1/overdue-reviews")
                .then()
                .statusCode(400)
                .body("errors.parameter", containsInAnyOrder("status", "coe", "action", "sort"));
    }

    private io.restassured.response.ValidatableResponse history() {
        return RestAssured.get("/api/v1/coes/" + Scene.coeOf(action) + "/history")
                .then()
                .statusCode(200);
    }

    private Response withKey(String key, Map<String, String> decision) {
        return Scene.request()
                .header("If-Match", "*")
                .header("Idempotency-Key", key)
                .body(decision)
                .post("/api/v1/overdue-reviews/" + review + "/decision");
    }

    private void isStillPending() {
        assertThat(scene.review(action)).containsEntry("status", "pending").containsEntry("version", 1);
    }
}

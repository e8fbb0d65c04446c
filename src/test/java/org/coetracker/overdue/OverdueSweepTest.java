package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OverdueSweepTest {
    @Inject
    Scene scene;

    @Inject
    MovableClock clock;

    @Inject
    Told told;

    String team;
    String owner;

    @BeforeEach
    void a_team_with_somebody_in_it() {
        team = scene.team("UTC");
        owner = scene.person();
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void an_action_is_flagged_the_day_after_its_due_date_and_once() {
        String action = scene.action(team, owner, scene.today("UTC").plusDays(3));
        scene.sweep();
        assertThat(scene.reviews(action)).isEmpty();

        clock.forward(Duration.ofDays(3));
        scene.sweep();
        assertThat(scene.reviews(action)).isEmpty();

        clock.forward(Duration.ofDays(1));
        scene.sweep().body("flagged", greaterThanOrEqualTo(1)).body("scanned", greaterThanOrEqualTo(1));
        Map<String, Object> review = scene.review(action);
        assertThat(review)
                .containsEntry("action", action)
                .containsEntry("coe", Scene.coeOf(action))
                .containsEntry("team", team)
                .containsEntry("owner", owner)
                .containsEntry("dueOn", scene.today("UTC").minusDays(1).toString())
                .containsEntry("status", "pending")
                .containsEntry("escalationLevel", 0)
                .containsEntry("decision", null);
        scene.read(action).body("flaggedAt", equalTo(review.get("flaggedAt"))).body("version", equalTo(1));

        clock.forward(Duration.ofDays(30));
        scene.sweep();
        scene.sweep().body("flagged", equalTo(0));
        assertThat(scene.reviews(action)).hasSize(1);
    }

    @Test
    void what_is_flagged_is_in_the_history_of_the_coe_once_and_by_the_sweep() {
        String action = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.sweep();
        scene.sweep();

        RestAssured.get("/api/v1/coes/" + Scene.coeOf(action) + "/history")
                .then()
                .statusCode(200)
                .body("items.findAll { it.change == 'flagged' }.size()", equalTo(1))
                .body("items.find { it.change == 'flagged' }.actor", equalTo("system:overdue-sweep"))
                .body("items.find { it.change == 'flagged' }.subject", equalTo("action"));
    }

    @Test
    void the_day_is_that_of_the_team_on_both_sides_of_the_date_line() {
        // 10:30 UTC: in Kiritimati (+14) the next day has begun, in Niue (-11) it is still the day before.
        LocalDate day = LocalDate.of(2031, 5, 10);
        clock.set(Instant.parse("2031-05-10T10:30:00Z"));
        String east = scene.team("Pacific/Kiritimati");
        String west = scene.team("Pacific/Niue");
        assertThat(scene.today("Pacific/Kiritimati")).isEqualTo(day.plusDays(1));
        assertThat(scene.today("Pacific/Niue")).isEqualTo(day.minusDays(1));
        String pastInTheEast = scene.action(east, owner, day);
        String todayInTheEast = scene.action(east, owner, day.plusDays(1));
        String todayHere = scene.action(team, owner, day);
        String pastHere = scene.action(team, owner, day.minusDays(1));
        String todayInTheWest = scene.action(west, owner, day.minusDays(1));
        String pastInTheWest = scene.action(west, owner, day.minusDays(2));

        scene.sweep();

        assertThat(scene.reviews(pastInTheEast)).hasSize(1);
        assertThat(scene.reviews(todayInTheEast)).isEmpty();
        assertThat(scene.reviews(todayHere)).isEmpty();
        assertThat(scene.reviews(pastHere)).hasSize(1);
        assertThat(scene.reviews(todayInTheWest)).isEmpty();
        assertThat(scene.reviews(pastInTheWest)).hasSize(1);
        for (String action : new String[] {pastInTheEast, todayInTheEast, todayHere, pastHere, todayInTheWest}) {
            boolean flagged = !scene.reviews(action).isEmpty();
            scene.read(action).body("overdue", equalTo(flagged));
        }
    }

    @Test
    void what_is_proposed_done_or_of_a_withdrawn_coe_is_not_flagged() {
        String done = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.move(done, "start", Map.of()).statusCode(200);
        scene.move(done, "complete", Map.of()).statusCode(200);
        String withdrawn = scene.action(team, owner, scene.today("UTC").minusDays(1));
        withdraw(withdrawn);
        String proposed = Scene.request()
                .body(Map.of("title", "Maybe", "dueOn", "2020-01-01"))
                .post("/api/v1/coes/" + Scene.coeOf(done) + "/actions")
                .then()
                .statusCode(201)
                .extract()
                .path("ref");

        scene.sweep();

        assertThat(scene.reviews(done)).isEmpty();
        assertThat(scene.reviews(withdrawn)).isEmpty();
        assertThat(scene.reviews(proposed)).isEmpty();
    }

    @Test
    void a_re_dated_action_is_flagged_again_for_its_new_date_only() {
        String action = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.sweep();
        LocalDate newDate = scene.today("UTC").plusDays(5);
        scene.move(action, "re-date", Map.of("dueOn", newDate.toString(), "reason", "vendor"))
                .statusCode(200)
                .body("flaggedAt", nullValue());
        assertThat(scene.review(action)).containsEntry("status", "resolved").containsEntry("resolution", "re_dated");

        scene.sweep();
        assertThat(scene.reviews(action)).hasSize(1);
        clock.forward(Duration.ofDays(6));
        scene.sweep();
        assertThat(scene.reviews(action)).extracting("status").containsExactly("resolved", "pending");
        assertThat(scene.reviews(action)).extracting("dueOn").element(1).isEqualTo(newDate.toString());
    }

    @Test
    void a_due_date_that_moved_and_came_back_is_flagged_once() {
        String action = scene.action(team, owner, scene.today("UTC").plusDays(2));
        LocalDate original = scene.today("UTC").plusDays(2);
        reDate(action, original.plusDays(10));
        reDate(action, original);

        clock.forward(Duration.ofDays(3));
        scene.sweep();
        scene.sweep();
        assertThat(scene.review(action)).containsEntry("status", "pending").containsEntry("dueOn", original.toString());
    }

    @Test
    void a_clock_that_was_ahead_and_is_set_right_leaves_one_review_that_is_pending_when_the_day_has_come() {
        LocalDate due = scene.today("UTC").plusDays(2);
        String action = scene.action(team, owner, due);
        clock.forward(Duration.ofDays(20));
        scene.sweep();
        Map<String, Object> early = scene.review(action);
        reDate(action, due.plusDays(40));
        clock.reset();
        reDate(action, due);

        scene.sweep();
        assertThat(scene.review(action)).containsEntry("status", "resolved");
        clock.forward(Duration.ofDays(3));
        scene.sweep();

        Map<String, Object> review = scene.review(action);
        assertThat(review)
                .containsEntry("id", early.get("id"))
                .containsEntry("status", "pending")
                .containsEntry("resolution", null);
        assertThat(told.details(action, "action.overdue"))
                .hasSize(2)
                .allSatisfy(detail -> assertThat(detail).contains("due_date", due.toString()));
        scene.read(action).body("flaggedAt", equalTo(review.get("flaggedAt")));
        RestAssured.get("/api/v1/coes/" + Scene.coeOf(action) + "/history")
                .then()
                .body(
                        "items.findAll { it.subject == 'overdue_review' }.change",
                        containsInAnyOrder("resolved", "reopened"));
    }

    @Test
    void what_stops_being_overdue_resolves_its_review_at_once() {
        LocalDate yesterday = scene.today("UTC").minusDays(1);
        String completed = scene.action(team, owner, yesterday);
        String refused = scene.action(team, owner, yesterday);
        String withdrawn = scene.action(team, owner, yesterday);
        String edited = scene.action(team, owner, yesterday);
        scene.sweep();

        scene.move(completed, "start", Map.of()).statusCode(200);
        assertThat(scene.review(completed)).containsEntry("status", "pending");
        scene.move(completed, "complete", Map.of("evidence", "PR 12")).statusCode(200);
        scene.move(
                        refused,
                        "refuse",
                        Map.of(
                                "reason", "too dear",
                                "approver", "admin",
                                "lookAgainOn", scene.today("UTC").plusDays(90).toString()))
                .statusCode(200);
        withdraw(withdrawn);
        Scene.request()
                .header("If-Match", "*")
                .body(Map.of("dueOn", scene.today("UTC").plusDays(9).toString(), "reason", "holidays"))
                .patch("/api/v1/actions/" + edited)
                .then()
                .statusCode(200);

        assertThat(scene.review(completed)).containsEntry("resolution", "completed");
        assertThat(scene.review(refused)).containsEntry("resolution", "refused");
        assertThat(scene.review(withdrawn)).containsEntry("resolution", "coe_withdrawn");
        assertThat(scene.review(edited)).containsEntry("resolution", "re_dated");
        for (String action : new String[] {completed, refused, withdrawn, edited}) {
            assertThat(scene.review(action)).containsEntry("status", "resolved");
            scene.read(action).body("flaggedAt", nullValue());
            RestAssured.get("/api/v1/coes/" + Scene.coeOf(action) + "/history")
                    .then()
                    .body("items.findAll { it.subject == 'overdue_review' }.change", hasItem("resolved"));
        }
    }

    @Test
    void a_pending_review_follows_its_action_to_another_team_and_owner() {
        String action = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.sweep();
        String otherTeam = scene.team("UTC");
        String otherOwner = scene.person();

        Scene.request()
                .header("If-Match", "*")
                .body(Map.of("team", otherTeam, "owner", otherOwner))
                .patch("/api/v1/actions/" + action)
                .then()
                .statusCode(200)
                .body("flaggedAt", notNullValue());

        assertThat(scene.review(action))
                .containsEntry("status", "pending")
                .containsEntry("team", otherTeam)
                .containsEntry("owner", otherOwner);
    }

    @Test
    void reviews_that_do_not_fit_their_action_any_more_are_resolved_by_the_sweep() {
        LocalDate yesterday = scene.today("UTC").minusDays(1);
        String done = scene.action(team, owner, yesterday);
        String moved = scene.action(team, owner, yesterday);
        scene.sweep();
        // Behind the service's back.
        long doneCoe = Long.parseLong(Scene.coeOf(done).substring(4));
        long movedCoe = Long.parseLong(Scene.coeOf(moved).substring(4));
        scene.execute("update action set state = 'done' where coe_number = ?", doneCoe);
        scene.execute("update action set due_on = due_on - 1 where coe_number = ?", movedCoe);

        scene.sweep().body("resolved", greaterThanOrEqualTo(2));

        assertThat(scene.review(done)).containsEntry("status", "resolved").containsEntry("resolution", "completed");
        assertThat(scene.reviews(moved)).extracting("status").containsExactlyInAnyOrder("resolved", "pending");
    }

    @Test
    void a_dry_run_says_what_would_happen_and_changes_nothing() {
        scene.execute("delete from job_run");
        String action = scene.action(team, owner, scene.today("UTC").minusDays(1));
        String settled = scene.action(team, owner, scene.today("UTC").minusDays(1));
        scene.sweep();
        scene.execute(
                "update action set state = 'done' where coe_number = ?",
                Long.parseLong(Scene.coeOf(settled).substring(4)));
        String overdue = scene.action(team, owner, scene.today("UTC").minusDays(1));
        Object lastSuccess =
                RestAssured.get("/api/v1/jobs/overdue-sweep").then().extract().path("lastSuccessAt");

        Scene.request()
                .body(Map.of("dryRun", true))
                .post("/api/v1/jobs/overdue-sweep/runs")
                .then()
                .statusCode(201)
                .body("dryRun", equalTo(true))
                .body("flagged", equalTo(1))
                .body("resolved", equalTo(1))
                .body("noticed", equalTo(1))
                .body("scanned", greaterThanOrEqualTo(2))
                .body("error", nullValue());

        assertThat(scene.reviews(overdue)).isEmpty();
        scene.read(overdue).body("flaggedAt", nullValue()).body("overdue", equalTo(true));
        assertThat(scene.review(settled)).containsEntry("status", "pending");
        assertThat(scene.review(action)).containsEntry("status", "pending");
        RestAssured.get("/api/v1/jobs/overdue-sweep")
                .then()
                .body("lastSuccessAt", equalTo(lastSuccess))
                .body("lastRun.dryRun", equalTo(true));
    }

    private void reDate(String action, LocalDate to) {
        scene.move(action, "re-date", Map.of("dueOn", to.toString(), "reason", "planning"))
                .statusCode(200);
    }

    private static void withdraw(String action) {
        Scene.request()
                .header("If-Match", "*")
                .body(Map.of("reason", "filed twice"))
                .post("/api/v1/coes/" + Scene.coeOf(action) + "/withdraw")
                .then()
                .statusCode(200);
    }
}

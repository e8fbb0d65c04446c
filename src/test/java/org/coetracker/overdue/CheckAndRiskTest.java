package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions about what is not a due date: checks that nobody made, and risks that were accepted until a day. */
@QuarkusTest
class CheckAndRiskTest {
    @Inject
    Scene scene;

    @Inject
    MovableClock clock;

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
    void a_check_that_nobody_made_in_time_is_flagged_once_and_ends_when_it_is_made() {
        String action = done();
        LocalDate verifyBy = scene.today("UTC").plusDays(21);
        scene.read(action).body("verifyBy", equalTo(verifyBy.toString()));
        clock.forward(Duration.ofDays(21));
        scene.sweep();
        assertThat(scene.reviews(action)).isEmpty();

        clock.forward(Duration.ofDays(1));
        scene.sweep();
        scene.sweep();
        assertThat(scene.review(action))
                .containsEntry("about", "verification")
                .containsEntry("dueOn", verifyBy.toString())
                .containsEntry("status", "pending");

        scene.move(action, "verify", Map.of("outcome", "worked", "evidence", "A month without an alert."))
                .statusCode(200)
                .body("flaggedAt", nullValue())
                .body("verifyBy", nullValue());
        assertThat(scene.review(action)).containsEntry("status", "resolved").containsEntry("resolution", "verified");
    }

    @Test
    void a_check_that_failed_is_over_and_the_action_is_owed_by_its_new_date() {
        String action = unchecked();
        LocalDate dueOn = scene.today("UTC").plusDays(9);
        scene.move(
                        action,
                        "verify",
                        Map.of("outcome", "did_not_work", "evidence", "It broke again.", "dueOn", dueOn.toString()))
                .statusCode(200)
                .body("state", equalTo("in_progress"))
                .body("flaggedAt", nullValue());
        assertThat(scene.review(action)).containsEntry("resolution", "verification_failed");
        clock.forward(Duration.ofDays(10));
        scene.sweep();
        assertThat(scene.reviews(action)).extracting("about").containsExactly("verification", "due_date");
    }

    @Test
    void a_manager_gives_a_check_to_somebody_else_by_another_day() {
        String action = unchecked();
        String verifier = scene.person();
        String day = scene.today("UTC").plusDays(5).toString();
        scene.decide(
                        scene.review(action).get("id"),
                        Map.of("decision", "re_assign", "owner", owner, "dueOn", day, "reason", "x"))
                .statusCode(422)
                .body("errors.code", contains("is_the_owner"));
        scene.decide(
                        scene.review(action).get("id"),
                        Map.of("decision", "re_assign", "owner", verifier, "dueOn", day, "reason", "On leave."))
                .statusCode(200);
        scene.read(action)
                .body("state", equalTo("done"))
                .body("owner", equalTo(owner))
                .body("verification.verifier", equalTo(verifier))
                .body("verifyBy", equalTo(day))
                .body("flaggedAt", nullValue());
        clock.forward(Duration.ofDays(6));
        scene.sweep();
        assertThat(scene.reviews(action)).extracting("status").containsExactly("decided", "pending");
    }

    @Test
    void who_is_to_check_an_action_is_not_given_it_to_do() {
        String action = scene.action(team, owner, scene.today("UTC").plusDays(1));
        String verifier = scene.person();
        Fixture.patch("/actions/" + action, Map.of("verification", Map.of("verifier", verifier)))
                .statusCode(200);
        clock.forward(Duration.ofDays(2));
        scene.sweep();
        String day = scene.today("UTC").plusDays(5).toString();
        scene.decide(
                        scene.review(action).get("id"),
                        Map.of("decision", "re_assign", "owner", verifier, "dueOn", day, "reason", "x"))
                .statusCode(422)
                .body("errors.code", contains("is_the_verifier"));
        scene.read(action).body("owner", equalTo(owner));
    }

    @Test
    void what_can_be_decided_about_a_check_is_said_when_it_is_something_else() {
        String action = unchecked();
        Object review = scene.review(action).get("id");
        scene.decide(
                        review,
                        Map.of(
                                "decision",
                                "accept_risk",
                                "reason",
                                "x",
                                "approver",
                                scene.person(),
                                "lookAgainOn",
                                "2100-01-01"))
                .statusCode(409)
                .body("openMoves", contains("re_date", "re_assign", "done"));
        assertThat(scene.review(action)).containsEntry("status", "pending");
        scene.decide(review, Map.of("decision", "done", "evidence", "Seen to work."))
                .statusCode(200);
        scene.read(action).body("state", equalTo("verified")).body("verification.outcome", equalTo("worked"));
    }

    @Test
    void an_observation_is_made_longer_with_a_reason_and_moves_the_check() {
        String action = done();
        String until = scene.today("UTC").plusDays(30).toString();
        observe(action, until).statusCode(422).body("errors.pointer", contains("/reason"));
        observe(action, scene.today("UTC").plusDays(367).toString(), "Rare.")
                .statusCode(422)
                .body("errors.pointer", contains("/verification/observeUntil"))
                .body("errors.code", contains("too_far"));
        observe(action, until, "The next peak comes in a month.")
                .statusCode(200)
                .body("verifyBy", equalTo(scene.today("UTC").plusDays(37).toString()));
    }

    @Test
    void a_check_that_is_late_is_put_off_by_a_decision_alone() {
        String action = done();
        String until = scene.today("UTC").plusDays(60).toString();
        clock.forward(Duration.ofDays(22));
        observe(action, until, "Later.").statusCode(409).body("detail", containsString("re_date"));
        scene.sweep();
        observe(action, until, "Later.").statusCode(409).body("detail", containsString("re_date"));
        Fixture.patch("/actions/" + action, Fixture.map("verification", null)).statusCode(200);
        assertThat(scene.review(action)).containsEntry("status", "pending");
    }

    private static ValidatableResponse observe(String action, String until) {
        return Fixture.patch("/actions/" + action, Map.of("verification", Map.of("observeUntil", until)));
    }

    private static ValidatableResponse observe(String action, String until, String reason) {
        return Fixture.patch(
                "/actions/" + action, Map.of("verification", Map.of("observeUntil", until), "reason", reason));
    }

    @Test
    void what_a_node_of_the_version_before_has_completed_is_to_be_checked_too() {
        String action = done();
        scene.execute(
                "update action set verify_by = null where id = cast(? as uuid)",
                scene.read(action).extract().<String>path("id"));
        scene.sweep();
        scene.read(action)
                .body("verifyBy", equalTo(scene.today("UTC").plusDays(21).toString()))
                .body("flaggedAt", nullValue());
        clock.forward(Duration.ofDays(22));
        scene.sweep();
        assertThat(scene.review(action)).containsEntry("about", "verification");
    }

    @Test
    void an_accepted_risk_comes_back_on_its_day_and_may_be_accepted_again() {
        String action = refused();
        Object review = scene.review(action).get("id");
        assertThat(scene.review(action))
                .containsEntry("about", "accepted_risk")
                .containsEntry("dueOn", scene.today("UTC").toString());
        scene.sweep();
        assertThat(scene.reviews(action)).hasSize(1);
        String later = scene.today("UTC").plusDays(20).toString();
        scene.decide(
                        review,
                        Map.of(
                                "decision",
                                "accept_risk",
                                "reason",
                                "Still rare.",
                                "approver",
                                scene.person(),
                                "lookAgainOn",
                                later))
                .statusCode(200);
        scene.read(action)
                .body("state", equalTo("refused"))
                .body("refusal.lookAgainOn", equalTo(later))
                .body("flaggedAt", nullValue());
        clock.forward(Duration.ofDays(20));
        scene.sweep();
        assertThat(scene.reviews(action)).extracting("status").containsExactly("decided", "pending");
    }

    @Test
    void a_risk_is_not_accepted_for_longer_than_a_date_may_be_moved() {
        String tooFar = scene.today("UTC").plusDays(377).toString();
        String action = scene.action(team, owner, scene.today("UTC").plusDays(5));
        scene.move(action, "refuse", Map.of("reason", "Rare.", "approver", scene.person(), "lookAgainOn", tooFar))
                .statusCode(422)
                .body("errors.pointer", contains("/lookAgainOn"))
                .body("errors.code", contains("too_far"));
        String refused = refused();
        scene.decide(
                        scene.review(refused).get("id"),
                        Map.of(
                                "decision",
                                "accept_risk",
                                "reason",
                                "Rare.",
                                "approver",
                                scene.person(),
                                "lookAgainOn",
                                tooFar))
                .statusCode(422)
                .body("errors.pointer", contains("/lookAgainOn"))
                .body("errors.code", contains("too_far"));
        assertThat(scene.review(refused)).containsEntry("status", "pending");
    }

    @Test
    void an_accepted_risk_may_be_taken_up_by_somebody_else() {
        String action = refused();
        String next = scene.person();
        String day = scene.today("UTC").plusDays(20).toString();
        scene.decide(
                        scene.review(action).get("id"),
                        Map.of("decision", "re_assign", "owner", next, "dueOn", day, "reason", "It happened again."))
                .statusCode(200);
        scene.read(action)
                .body("state", equalTo("in_progress"))
                .body("owner", equalTo(next))
                .body("dueOn", equalTo(day))
                .body("refusal", nullValue())
                .body("flaggedAt", nullValue());
    }

    @Test
    void the_owner_does_not_accept_the_risk_of_their_own_action() {
        String manager = Fixture.person();
        scene.execute("update team set managers = array[?] where handle = ?", manager, team);
        String action = scene.action(team, manager, scene.today("UTC").minusDays(1));
        scene.sweep();
        SignedIn.as(
                manager,
                () -> scene.decide(
                                scene.review(action).get("id"),
                                Map.of(
                                        "decision",
                                        "accept_risk",
                                        "reason",
                                        "x",
                                        "approver",
                                        owner,
                                        "lookAgainOn",
                                        "2100-01-01"))
                        .statusCode(403));
        assertThat(scene.review(action)).containsEntry("status", "pending");
    }

    private String done() {
        String action = scene.action(team, owner, scene.today("UTC").plusDays(5));
        scene.move(action, "start", Map.of()).statusCode(200);
        scene.move(action, "complete", Map.of("evidence", "Deployed.")).statusCode(200);
        return action;
    }

    private String unchecked() {
        String action = done();
        clock.forward(Duration.ofDays(22));
        scene.sweep();
        return action;
    }

    private String refused() {
        String action = scene.action(team, owner, scene.today("UTC").plusDays(5));
        scene.move(
                        action,
                        "refuse",
                        Map.of(
                                "reason",
                                "Rare.",
                                "approver",
                                scene.person(),
                                "lookAgainOn",
                                scene.today("UTC").plusDays(10).toString()))
                .statusCode(200);
        clock.forward(Duration.ofDays(9));
        scene.sweep();
        assertThat(scene.reviews(action)).isEmpty();
        clock.forward(Duration.ofDays(1));
        scene.sweep();
        return action;
    }
}

package org.coetracker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.Told;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may put off what is owed and how often, and who hears of it. */
@QuarkusTest
class PutOffTest {
    @Inject
    MovableClock clock;

    @Inject
    Told told;

    private String parent;
    private String parentManager;
    private String team;
    private String manager;
    private String owner;

    @BeforeEach
    void a_team_below_another() {
        parentManager = person();
        manager = person();
        owner = person();
        parent = team(null, parentManager);
        team = team(parent, manager);
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void what_was_put_off_twice_is_not_put_off_by_refusing_it() {
        String action = owed(owner);
        as(manager, action, "re-date", reDate(30)).statusCode(200);
        as(manager, action, "re-date", reDate(40)).statusCode(200);
        as(manager, action, "refuse", refusal(owner, 10)).statusCode(422);
        as(manager, action, "refuse", refusal(manager, 10)).statusCode(200);
        as(manager, action, "reopen", reDate(50)).statusCode(403).body("detail", containsString(parent));
        as(owner, action, "reopen", reDate(50)).statusCode(403);
        clock.forward(Duration.ofDays(10));
        sweep();
        decide(manager, action, map("decision", "re_date", "dueOn", day(50), "reason", "Parts."))
                .statusCode(403)
                .body("detail", containsString(parent));
        decide(parentManager, action, map("decision", "re_date", "dueOn", day(50), "reason", "Parts."))
                .statusCode(200);
        get("/actions/" + action).body("state", equalTo("in_progress")).body("reDateCount", equalTo(3));
    }

    @Test
    void what_was_put_off_once_is_taken_up_again_by_the_team() {
        String action = owed(owner);
        as(manager, action, "re-date", reDate(30)).statusCode(200);
        as(manager, action, "refuse", refusal(manager, 10)).statusCode(200);
        as(owner, action, "reopen", reDate(50)).statusCode(200).body("reDateCount", equalTo(2));
    }

    @Test
    void a_check_that_failed_is_no_request_for_more_time() {
        String action = owed(owner);
        as(manager, action, "re-date", reDate(30)).statusCode(200);
        as(manager, action, "re-date", reDate(40)).statusCode(200);
        done(action);
        as(manager, action, "verify", map("outcome", "did_not_work", "evidence", "It broke.", "dueOn", day(50)))
                .statusCode(200)
                .body("reDateCount", equalTo(3));
        as(owner, action, "complete", map("evidence", "Deployed again.")).statusCode(200);
        as(manager, action, "verify", map("outcome", "worked", "evidence", "Quiet."))
                .statusCode(200);
        as(manager, action, "reopen", reDate(60)).statusCode(200).body("reDateCount", equalTo(4));
    }

    @Test
    void a_manager_does_not_refuse_what_they_owe_themselves() {
        String action = owed(manager);
        as(manager, action, "refuse", refusal(owner, 10))
                .statusCode(403)
                .body("detail", containsString("not for its owner"));
        as(parentManager, action, "refuse", refusal(parentManager, 10)).statusCode(200);
        clock.forward(Duration.ofDays(10));
        sweep();
        Map<String, Object> again = refusal(owner, 10);
        again.put("decision", "accept_risk");
        decide(manager, action, again).statusCode(403).body("detail", containsString("not for its owner"));
        decide(parentManager, action, again).statusCode(200);
    }

    @Test
    void a_check_is_not_put_off_for_ever() {
        String action = owed(owner);
        done(action);
        observe(owner, action, 20).statusCode(200);
        clock.forward(Duration.ofDays(28));
        sweep();
        decide(manager, action, map("decision", "re_date", "dueOn", day(5), "reason", "On leave."))
                .statusCode(200);
        observe(owner, action, 20).statusCode(403).body("detail", containsString(parent));
        // To look sooner puts nothing off.
        observe(owner, action, -10).statusCode(200);
        clock.forward(Duration.ofDays(6));
        sweep();
        Object third = map("decision", "re_assign", "owner", manager, "dueOn", day(5), "reason", "On leave.");
        decide(manager, action, third).statusCode(403).body("detail", containsString(parent));
        decide(parentManager, action, third).statusCode(200);
        as(manager, action, "verify", map("outcome", "did_not_work", "evidence", "It broke.", "dueOn", day(5)))
                .statusCode(200);
        as(owner, action, "complete", map("evidence", "Deployed.")).statusCode(200);
        observe(owner, action, 40).statusCode(200);
    }

    private ValidatableResponse observe(String who, String action, int days) {
        return SignedIn.as(
                who,
                () -> patch(
                        "/actions/" + action,
                        map("verification", map("observeUntil", day(days)), "reason", "The next peak.")));
    }

    @Test
    void the_owner_hears_of_a_date_that_somebody_else_moved() {
        String action = owed(owner);
        as(manager, action, "re-date", reDate(30)).statusCode(200);
        SignedIn.as(manager, () -> patch("/actions/" + action, reDate(40)).statusCode(200));
        assertThat(told.about(action, "action.re_dated")).containsExactly("person:" + owner, "person:" + owner);
        assertThat(told.details(action, "action.re_dated"))
                .map(JsonText::parse)
                .containsExactly(
                        JsonText.tree(map("dueOn", day(30), "dueOnBefore", day(20))),
                        JsonText.tree(map("dueOn", day(40), "dueOnBefore", day(30))));
    }

    @Test
    void a_new_verifier_hears_that_a_check_is_theirs() {
        String action = owed(owner);
        String first = person();
        String second = person();
        verifier(action, first).statusCode(200);
        assertThat(told.about(action, "action.verifier_changed")).isEmpty();
        as(owner, action, "start", map()).statusCode(200);
        as(owner, action, "complete", map()).statusCode(200);
        assertThat(told.about(action, "action.done")).containsExactly("person:" + first);
        assertThat(told.details(action, "action.done")).containsExactly("{\"evidence\":false}");
        observe(manager, action, 3).statusCode(200);
        verifier(action, second).statusCode(200);
        assertThat(told.about(action, "action.verifier_changed")).containsExactly("person:" + second);
        // The reminder at the end of the observation is made once; whoever comes after it is told at once.
        clock.forward(Duration.ofDays(3));
        post("/jobs/reminders/runs", map()).statusCode(201);
        assertThat(told.about(action, "action.verification_due")).containsExactly("person:" + second);
        verifier(action, first).statusCode(200);
        clock.forward(Duration.ofDays(8));
        sweep();
        String third = person();
        decide(manager, action, map("decision", "re_assign", "owner", third, "dueOn", day(5), "reason", "On leave."))
                .statusCode(200);
        assertThat(told.about(action, "action.verification_due"))
                .containsExactly("person:" + second, "person:" + first, "person:" + third);
    }

    private ValidatableResponse verifier(String action, String who) {
        return SignedIn.as(manager, () -> patch("/actions/" + action, map("verification", map("verifier", who))));
    }

    private static String team(String parent, String manager) {
        String handle = name("t");
        post("/teams", map("handle", handle, "name", handle, "parent", parent, "managers", List.of(manager)))
                .statusCode(201);
        return handle;
    }

    private String owed(String by) {
        return filed(coe(
                        team,
                        "correctiveActions",
                        List.of(map("title", "Alert", "state", "committed", "owner", by, "dueOn", day(20)))))
                + "-A1";
    }

    private void done(String action) {
        as(owner, action, "start", map()).statusCode(200);
        as(owner, action, "complete", map("evidence", "Deployed.")).statusCode(200);
    }

    private String day(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(days)
                .toString();
    }

    private Map<String, Object> reDate(int days) {
        return map("dueOn", day(days), "reason", "Parts.");
    }

    private Map<String, Object> refusal(String approver, int days) {
        return map("reason", "Rare.", "approver", approver, "lookAgainOn", day(days));
    }

    private static ValidatableResponse as(String who, String action, String move, Object body) {
        return SignedIn.as(who, () -> move("/actions/" + action + "/" + move, body));
    }

    private static void sweep() {
        post("/jobs/overdue-sweep/runs", map()).statusCode(201);
    }

    private static ValidatableResponse decide(String who, String action, Object decision) {
        String review = get("/overdue-reviews?status=pending&action=" + action)
                .statusCode(200)
                .extract()
                .path("items[0].id");
        return SignedIn.as(who, () -> move("/overdue-reviews/" + review + "/decision", decision));
    }
}

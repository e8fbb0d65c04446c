package org.coetracker.escalation;

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
import static org.coetracker.Fixture.submit;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ladder of three teams, and what climbs it. */
@QuarkusTest
class EscalationTest {
    @Inject
    MovableClock clock;

    @Inject
    Told told;

    String top;
    String middle;
    String team;
    String topManager;
    String middleManager;
    String manager;
    String owner;

    @BeforeEach
    void a_ladder() {
        topManager = person();
        middleManager = person();
        manager = person();
        owner = person();
        top = team(null, topManager);
        middle = team(top, middleManager);
        team = team(middle, manager);
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void what_nobody_decides_goes_to_the_parent_team_after_a_week_and_to_the_top_after_two() {
        String action = overdue();
        assertThat(told.about(action, "action.overdue")).containsExactly("managers:" + team);
        clock.forward(Duration.ofDays(6));
        run("escalation");
        level(action, 0, null);
        clock.forward(Duration.ofDays(1));
        run("escalation");
        run("escalation");
        level(action, 1, middle);
        assertThat(told.about(action, "action.escalated")).containsExactly("managers:" + middle);
        clock.forward(Duration.ofDays(7));
        run("escalation");
        clock.forward(Duration.ofDays(30));
        run("escalation");
        level(action, 2, top);
        assertThat(told.about(action, "action.escalated")).containsExactly("managers:" + middle, "managers:" + top);
        assertThat(get("/coes/" + coeOf(action) + "/history")
                        .extract()
                        .<List<String>>path("items.findAll { it.change == 'escalated' }.actor"))
                .containsExactly("system:escalation", "system:escalation");
    }

    @Test
    void a_run_that_was_missed_tells_all_who_should_have_been_told_once() {
        String action = overdue();
        clock.forward(Duration.ofDays(20));
        run("escalation");
        run("escalation");
        level(action, 2, top);
        assertThat(told.about(action, "action.escalated")).containsExactly("managers:" + middle, "managers:" + top);
    }

    @Test
    void at_the_top_of_the_ladder_the_same_managers_are_told_again() {
        String action = overdue(top);
        clock.forward(Duration.ofDays(8));
        run("escalation");
        level(action, 1, top);
        clock.forward(Duration.ofDays(7));
        run("escalation");
        level(action, 2, top);
        assertThat(told.about(action, "action.escalated")).containsExactly("managers:" + top, "managers:" + top);
    }

    @Test
    void what_was_decided_climbs_no_further() {
        String action = overdue();
        decide(action);
        clock.forward(Duration.ofDays(15));
        run("escalation");
        assertThat(told.about(action, "action.escalated")).isEmpty();
    }

    @Test
    void days_are_those_of_the_team() {
        String east = name("t");
        post(
                        "/teams",
                        map(
                                "handle",
                                east,
                                "name",
                                "East",
                                "timeZone",
                                "Pacific/Kiritimati",
                                "parent",
                                top,
                                "managers",
                                List.of(manager)))
                .statusCode(201);
        clock.stopAt(LocalDate.of(2031, 3, 1)
                .atTime(23, 30)
                .atZone(ZoneId.of("Pacific/Kiritimati"))
                .toInstant());
        String action = overdue(east);
        clock.forward(Duration.ofDays(6));
        run("escalation");
        level(action, 0, null);
        // Half an hour later it is seven days later there, though not by the hour.
        clock.forward(Duration.ofMinutes(31));
        run("escalation");
        level(action, 1, top);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2031-03-05",
        "America/New_York, 2031-10-29",
        // No midnight on the seventh day.
        "America/Santiago, 2031-08-31"
    })
    void a_week_over_a_switch_of_the_clock_is_seven_days_of_the_team(String zone, LocalDate flagged) {
        ZoneId there = ZoneId.of(zone);
        String switching = name("t");
        post(
                        "/teams",
                        map(
                                "handle",
                                switching,
                                "name",
                                "There",
                                "timeZone",
                                zone,
                                "parent",
                                top,
                                "managers",
                                List.of(manager)))
                .statusCode(201);
        clock.stopAt(flagged.atTime(23, 30).atZone(there).toInstant());
        String action = overdue(switching);
        Instant seventh = flagged.plusDays(7).atStartOfDay(there).toInstant();
        clock.stopAt(seventh.minusSeconds(1));
        run("escalation");
        level(action, 0, null);
        clock.stopAt(seventh);
        run("escalation");
        level(action, 1, top);
    }

    @Test
    void a_dry_run_says_how_much_would_climb_and_changes_nothing() {
        String action = overdue();
        clock.forward(Duration.ofDays(8));
        long would = ((Number) post("/jobs/escalation/runs", map("dryRun", true))
                        .statusCode(201)
                        .extract()
                        .path("noticed"))
                .longValue();
        assertThat(would).isPositive();
        level(action, 0, null);
        run("escalation");
        assertThat(((Number) post("/jobs/escalation/runs", map("dryRun", true))
                                .extract()
                                .path("noticed"))
                        .longValue())
                .isZero();
    }

    @Test
    void a_third_date_is_for_the_parent_team_to_give() {
        String action = overdue();
        for (int days : new int[] {30, 40}) {
            SignedIn.as(
                    manager,
                    () -> move("/actions/" + action + "/re-date", reDate(days)).statusCode(200));
        }
        SignedIn.as(
                manager,
                () -> move("/actions/" + action + "/re-date", reDate(50))
                        .statusCode(403)
                        .body("detail", org.hamcrest.Matchers.containsString(middle)));
        SignedIn.as(
                manager,
                () -> patch("/actions/" + action, map("dueOn", day(50), "reason", "Late."))
                        .statusCode(403));
        SignedIn.as(
                middleManager,
                () -> move("/actions/" + action + "/re-date", reDate(50)).statusCode(200));
        clock.forward(Duration.ofDays(51));
        run("overdue-sweep");
        SignedIn.as(
                manager,
                () -> move("/overdue-reviews/" + review(action) + "/decision", reDateDecision())
                        .statusCode(403));
        SignedIn.as(
                topManager,
                () -> move("/overdue-reviews/" + review(action) + "/decision", reDateDecision())
                        .statusCode(200));
    }

    @Test
    void a_late_coe_climbs_the_same_ladder() {
        clock.stop();
        String coe = filed(coe(team, "severity", "sev1", "owner", owner));
        clock.forward(Duration.ofDays(3));
        run("coe-deadlines");
        late(coe).body("items", equalTo(List.of()));
        clock.forward(Duration.ofDays(1));
        run("coe-deadlines");
        run("coe-deadlines");
        late(coe)
                .body("items.deadline", contains("submission"))
                .body("items[0].dueOn", equalTo(day(-1)))
                .body("items[0].team", equalTo(team))
                .body("items[0].owner", equalTo(owner));
        assertThat(told.about(coe, "coe.late")).containsExactly("person:" + owner, "managers:" + team);
        clock.forward(Duration.ofDays(7));
        run("escalation");
        late(coe).body("items[0].escalationLevel", equalTo(1)).body("items[0].escalatedTo", equalTo(middle));
        assertThat(told.about(coe, "coe.late"))
                .containsExactly("person:" + owner, "managers:" + team, "managers:" + middle);
        submit(coe).statusCode(200);
        late(coe).body("items[0].status", equalTo("resolved")).body("items[0].resolution", equalTo("submitted"));
        clock.forward(Duration.ofDays(4));
        run("coe-deadlines");
        late(coe)
                .body("items.deadline", contains("submission", "approval"))
                .body("items[1].status", equalTo("pending"));
        move("/coes/" + coe + "/withdraw", map("reason", "A drill.")).statusCode(200);
        late(coe).body("items[1].resolution", equalTo("withdrawn"));
    }

    @Test
    void a_deadline_counts_from_the_mitigation_and_moves_with_it() {
        clock.stop();
        String coe = filed(
                coe(team, "severity", "sev3", "owner", owner, "incident", map("mitigatedAt", "2020-01-01T00:00:00Z")));
        run("coe-deadlines");
        late(coe).body("items.dueOn", contains("2020-01-11", "2020-01-31"));
        patch("/coes/" + coe, map("incident", map("mitigatedAt", clock.instant().toString())))
                .statusCode(200);
        run("coe-deadlines");
        late(coe)
                .body("items.status", contains("resolved", "resolved"))
                .body("items[0].resolution", equalTo("re_dated"));
        get("/late-coes?status=nothing").statusCode(400);
    }

    private io.restassured.response.ValidatableResponse late(String coe) {
        String own = get("/coes/" + coe).extract().path("owner");
        return get("/late-coes?sort=dueOn&owner=" + own).statusCode(200);
    }

    private java.util.Map<String, Object> reDateDecision() {
        return map("decision", "re_date", "dueOn", day(20), "reason", "Late.");
    }

    private java.util.Map<String, Object> reDate(int days) {
        return map("dueOn", day(days), "reason", "Late.");
    }

    private String day(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC"))
                .plusDays(days)
                .toString();
    }

    private void decide(String action) {
        move("/overdue-reviews/" + review(action) + "/decision", reDateDecision())
                .statusCode(200);
    }

    private String review(String action) {
        return get("/overdue-reviews?status=pending&action=" + action).extract().path("items[0].id");
    }

    private void level(String action, int level, String to) {
        get("/overdue-reviews?action=" + action)
                .statusCode(200)
                .body("items[0].escalationLevel", equalTo(level))
                .body("items[0].escalatedTo", to == null ? nullValue() : equalTo(to));
    }

    private String overdue() {
        return overdue(team);
    }

    private String overdue(String in) {
        String ref = filed(coe(
                        in,
                        "correctiveActions",
                        List.of(map(
                                "title", "Test the restore", "state", "committed", "owner", owner, "dueOn", day(-3)))))
                + "-A1";
        run("overdue-sweep");
        return ref;
    }

    private static String coeOf(String action) {
        return action.substring(0, action.lastIndexOf("-A"));
    }

    private static String team(String parent, String manager) {
        String handle = name("t");
        post("/teams", map("handle", handle, "name", handle, "parent", parent, "managers", List.of(manager)))
                .statusCode(201);
        return handle;
    }

    private static void run(String job) {
        Fixture.post("/jobs/" + job + "/runs", map()).statusCode(201).body("error", nullValue());
    }
}

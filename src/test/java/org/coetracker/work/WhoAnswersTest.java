package org.coetracker.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.submit;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.Told;
import org.coetracker.notice.Happenings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever waits, there is somebody who is told of it and has it in their list, and they may see it. */
@QuarkusTest
class WhoAnswersTest {
    @Inject
    MovableClock clock;

    @Inject
    Told told;

    @Inject
    Happenings happenings;

    String owner;
    String manager;
    String above;
    String atTheTop;
    String top;
    String parent;
    String team;

    @BeforeEach
    void a_ladder() {
        owner = person();
        manager = person();
        above = person();
        atTheTop = person();
        top = team(null, atTheTop);
        parent = team(top, above);
        team = team(parent, manager);
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void where_nobody_above_may_see_a_coe_its_own_managers_are_told_at_each_step() {
        String action = overdue(restricted(team, action()));
        escalateAfter(7);
        assertThat(notices(manager, action)).containsExactly("action.overdue", "action.escalated");
        assertThat(notices(above, action)).isEmpty();
        assertThat(work(manager)).containsExactly("decision " + action);
        assertThat(work(above)).isEmpty();
    }

    @Test
    void whoever_above_may_see_a_restricted_coe_is_told_and_owes_the_decision() {
        String action = overdue(restricted(team, action(), "visibleTo", List.of(above)));
        assertThat(work(above)).isEmpty();
        escalateAfter(7);
        assertThat(notices(above, action)).containsExactly("action.escalated");
        assertThat(work(above)).containsExactly("decision " + action);
        assertThat(work(manager)).containsExactly("decision " + action);
    }

    @Test
    void the_managers_of_the_coe_answer_for_an_action_of_a_team_that_may_not_see_it() {
        String elsewhere = person();
        Map<String, Object> theirs = action();
        theirs.put("team", team(null, elsewhere));
        String action = overdue(restricted(team, theirs));
        assertThat(notices(manager, action)).containsExactly("action.overdue");
        assertThat(notices(elsewhere, action)).isEmpty();
        assertThat(work(manager)).containsExactly("decision " + action);
        assertThat(work(elsewhere)).isEmpty();
    }

    @Test
    void the_managers_of_the_coe_answer_for_an_action_of_a_team_that_nobody_manages() {
        Map<String, Object> nobodys = action();
        nobodys.put("team", org.coetracker.Fixture.team());
        String action = overdue(coe(team, "correctiveActions", List.of(nobodys)));
        assertThat(notices(manager, action)).containsExactly("action.overdue");
        assertThat(work(manager)).containsExactly("decision " + action);
        assertThat(work(above)).isEmpty();
    }

    @Test
    void what_no_manager_may_see_is_for_security_reviewers() {
        String reviewer = name("p");
        post("/people", map("handle", reviewer, "name", "Security", "roles", List.of("security_reviewer")))
                .statusCode(201);
        String restricted = overdue(restricted(org.coetracker.Fixture.team(), action()));
        String internal = overdue(coe(org.coetracker.Fixture.team(), "correctiveActions", List.of(action())));
        assertThat(notices(reviewer, restricted)).containsOnlyOnce("action.overdue");
        assertThat(notices(reviewer, internal)).containsOnlyOnce("action.overdue");
        assertThat(work(reviewer)).contains("decision " + restricted, "decision " + internal);
        assertThat(work(manager)).isEmpty();
    }

    @Test
    void an_owner_who_may_not_see_the_coe_is_as_good_as_none() {
        String action = filed(restricted(team, action())) + "-A1";
        run("reminders");
        clock.forward(Duration.ofDays(1));
        run("reminders");
        assertThat(told.about(action, "action.unowned")).containsExactly("managers:" + team);
        assertThat(told.about(action, "action.due_soon")).containsExactly("managers:" + team);
        assertThat(work(manager)).containsExactly("action " + action);
        assertThat(work(owner)).isEmpty();
        patch("/coes/" + action.replace("-A1", ""), map("visibleTo", List.of(owner)))
                .statusCode(200);
        assertThat(work(manager)).isEmpty();
        assertThat(work(owner)).containsExactly("action " + action);
        clock.forward(Duration.ofDays(2));
        run("reminders");
        assertThat(told.about(action, "action.due_soon")).containsExactly("managers:" + team, "person:" + owner);
    }

    @Test
    void everybody_to_whom_a_decision_came_owes_it_until_it_is_made() {
        String action = overdue(coe(team, "correctiveActions", List.of(action())));
        escalateAfter(7);
        escalateAfter(7);
        for (String one : List.of(manager, above, atTheTop)) {
            assertThat(work(one)).containsExactly("decision " + action);
        }
        String coe = filed(coe(team, "owner", owner, "severity", "sev1"));
        clock.forward(Duration.ofDays(4));
        run("coe-deadlines");
        escalateAfter(20);
        for (String one : List.of(manager, above, atTheTop)) {
            assertThat(work(one)).contains("late_coe " + coe + " submission").doesNotHaveDuplicates();
        }
    }

    @Test
    void a_team_that_gets_a_flagged_action_is_told_and_has_all_the_days_of_the_ladder() {
        String action = overdue(coe(team, "correctiveActions", List.of(action())));
        escalateAfter(6);
        String newManager = person();
        String newParent = team(null, person());
        String newTeam = team(newParent, newManager);
        patch("/actions/" + action, map("team", newTeam)).statusCode(200);
        assertThat(notices(newManager, action)).contains("action.overdue");
        assertThat(told.about(action, "action.overdue")).containsExactly("managers:" + team, "managers:" + newTeam);
        assertThat(work(newManager)).containsExactly("decision " + action);
        assertThat(work(manager)).isEmpty();
        escalateAfter(6);
        level(action, 0, null);
        escalateAfter(1);
        level(action, 1, newParent);
        patch("/actions/" + action, map("description", "How.")).statusCode(200);
        assertThat(told.about(action, "action.overdue")).hasSize(2);
    }

    @Test
    void a_late_coe_goes_with_its_coe_to_another_team() {
        String coe = filed(coe(team, "owner", owner, "severity", "sev1"));
        clock.forward(Duration.ofDays(4));
        run("coe-deadlines");
        escalateAfter(8);
        assertThat(work(above)).containsExactly("late_coe " + coe + " submission");
        String newManager = person();
        String newParent = team(null, person());
        String newTeam = team(newParent, newManager);
        patch("/coes/" + coe, map("team", newTeam)).statusCode(200);
        assertThat(told.about(coe, "coe.late")).endsWith("managers:" + newTeam);
        assertThat(notices(newManager, coe)).contains("coe.late");
        assertThat(work(newManager)).containsExactly("late_coe " + coe + " submission");
        assertThat(work(manager)).isEmpty();
        assertThat(work(above)).isEmpty();
        late(coe, newTeam, 0, null);
        escalateAfter(6);
        late(coe, newTeam, 0, null);
        escalateAfter(1);
        late(coe, newTeam, 1, newParent);
    }

    @Test
    void what_an_absent_owner_owes_is_their_managers() {
        String action = filed(coe(team, "correctiveActions", List.of(action()))) + "-A1";
        String coe = filed(coe(team, "owner", owner, "severity", "sev4"));
        assertThat(work(manager)).isEmpty();
        patch("/people/" + owner, map("active", false)).statusCode(200);
        assertThat(work(manager)).containsExactly("action " + action, "coe_unowned " + coe);
        assertThat(told.about(coe, "coe.unowned")).containsExactly("managers:" + team);
        run("reminders");
        assertThat(told.about(coe, "coe.unowned")).hasSize(1);
        clock.forward(Duration.ofDays(4));
        run("overdue-sweep");
        assertThat(work(manager)).containsExactly("decision " + action, "coe_unowned " + coe);
        clock.forward(Duration.ofDays(7));
        run("coe-deadlines");
        assertThat(work(manager))
                .containsExactlyInAnyOrder(
                        "decision " + action,
                        "late_coe " + action.replace("-A1", "") + " submission",
                        "late_coe " + coe + " submission");
        clock.reset();
        patch("/people/" + owner, map("active", true)).statusCode(200);
        run("reminders");
        patch("/people/" + owner, map("active", false)).statusCode(200);
        assertThat(told.about(coe, "coe.unowned")).hasSize(2);
    }

    @Test
    void a_review_whose_reviewers_are_all_switched_off_is_the_managers() {
        String one = person();
        String other = person();
        String coe = filed(coe(team, "owner", owner, "reviewers", List.of(one, other)));
        submit(coe).statusCode(200);
        patch("/people/" + one, map("active", false)).statusCode(200);
        assertThat(work(manager)).isEmpty();
        assertThat(work(other)).containsExactly("coe_review " + coe);
        patch("/people/" + other, map("active", false)).statusCode(200);
        assertThat(work(manager)).containsExactly("coe_review " + coe);
    }

    private void escalateAfter(int days) {
        clock.forward(Duration.ofDays(days));
        run("escalation");
    }

    /** The types of somebody's notices about an action or COE, oldest first. */
    private List<String> notices(String person, String ref) {
        happenings.tell();
        List<String> types = SignedIn.as(
                person,
                () -> get("/me/notices?limit=200")
                        .statusCode(200)
                        .extract()
                        .path("items.findAll { (it.action ?: it.coe) == '" + ref + "' }.type"));
        Collections.reverse(types);
        return types;
    }

    private static void level(String action, int level, String to) {
        get("/overdue-reviews?action=" + action)
                .statusCode(200)
                .body("items[0].escalationLevel", equalTo(level))
                .body("items[0].escalatedTo", to == null ? nullValue() : equalTo(to));
    }

    private static void late(String coe, String team, int level, String to) {
        get("/late-coes?status=pending&team=" + team)
                .statusCode(200)
                .body("items[0].coe", equalTo(coe))
                .body("items[0].escalationLevel", equalTo(level))
                .body("items[0].escalatedTo", to == null ? nullValue() : equalTo(to));
    }

    private static List<String> work(String person) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            String behind = cursor.isEmpty() ? "" : "&cursor=" + cursor;
            Map<String, Object> page = SignedIn.as(
                    person,
                    () -> get("/me/work?limit=200" + behind)
                            .statusCode(200)
                            .extract()
                            .path(""));
            for (Object item : (List<?>) page.get("items")) {
                Map<?, ?> one = (Map<?, ?>) item;
                Object ref = one.get("action") == null ? one.get("coe") : one.get("action");
                boolean late = one.get("kind").equals("late_coe");
                all.add(one.get("kind") + " " + ref + (late ? " " + one.get("about") : ""));
            }
            cursor = (String) page.get("nextCursor");
        }
        return all;
    }

    private Map<String, Object> restricted(String in, Map<String, Object> action, Object... members) {
        Map<String, Object> coe = coe(in, members);
        coe.put("confidentiality", "restricted");
        coe.put("correctiveActions", List.of(action));
        return coe;
    }

    private String overdue(Map<String, Object> coe) {
        String ref = filed(coe) + "-A1";
        clock.forward(Duration.ofDays(4));
        run("overdue-sweep");
        return ref;
    }

    private Map<String, Object> action() {
        String dueOn =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(3).toString();
        return map("title", "Test the restore", "state", "committed", "owner", owner, "dueOn", dueOn);
    }

    private static String team(String parent, String manager) {
        String handle = name("t");
        post("/teams", map("handle", handle, "name", handle, "parent", parent, "managers", List.of(manager)))
                .statusCode(201);
        return handle;
    }

    private static void run(String job) {
        post("/jobs/" + job + "/runs", map()).statusCode(201).body("error", nullValue());
    }
}

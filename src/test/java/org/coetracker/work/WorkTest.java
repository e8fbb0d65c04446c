package org.coetracker.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
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
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkTest {
    @Inject
    MovableClock clock;

    String owner;
    String verifier;
    String manager;
    String above;
    String parent;
    String team;

    @BeforeEach
    void a_ladder() {
        owner = person();
        verifier = person();
        manager = person();
        above = person();
        parent = team(null, above);
        team = team(parent, manager);
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    @Test
    void an_action_is_followed_from_its_commitment_to_its_check() {
        String action = committed(3);
        assertThat(work(owner)).containsExactly("action " + action);
        assertThat(work(manager)).isEmpty();

        clock.forward(Duration.ofDays(4));
        run("overdue-sweep");
        assertThat(work(owner)).containsExactly("action " + action);
        assertThat(work(manager)).containsExactly("decision " + action);
        assertThat(work(above)).isEmpty();

        clock.forward(Duration.ofDays(7));
        run("escalation");
        assertThat(work(manager)).containsExactly("decision " + action);
        assertThat(work(above)).containsExactly("decision " + action);

        String review = get("/overdue-reviews?action=" + action).extract().path("items[0].id");
        SignedIn.as(
                above,
                () -> move(
                                "/overdue-reviews/" + review + "/decision",
                                map("decision", "re_date", "dueOn", day(5), "reason", "Parts are late."))
                        .statusCode(200));
        assertThat(work(manager)).isEmpty();
        assertThat(work(above)).isEmpty();

        SignedIn.as(owner, () -> move("/actions/" + action + "/start", map()).statusCode(200));
        SignedIn.as(
                owner,
                () -> move("/actions/" + action + "/complete", map("evidence", "Deployed."))
                        .statusCode(200));
        assertThat(work(owner)).isEmpty();
        assertThat(work(verifier)).isEmpty();

        clock.forward(Duration.ofDays(60));
        assertThat(work(verifier)).containsExactly("verification " + action);
        SignedIn.as(
                verifier,
                () -> move("/actions/" + action + "/verify", map("outcome", "worked", "evidence", "Held."))
                        .statusCode(200)
                        .body("state", equalTo("verified")));
        assertThat(work(verifier)).isEmpty();
    }

    @Test
    void reviews_and_late_coes_are_owed_too() {
        String reviewer = person();
        String coe = filed(coe(team, "owner", owner, "severity", "sev1", "reviewers", List.of(reviewer)));
        assertThat(work(reviewer)).isEmpty();
        clock.forward(Duration.ofDays(4));
        run("coe-deadlines");
        assertThat(work(owner)).containsExactly("late_coe " + coe);
        assertThat(work(manager)).containsExactly("late_coe " + coe);
        submit(coe).statusCode(200);
        assertThat(work(owner)).isEmpty();
        assertThat(work(manager)).isEmpty();
        assertThat(work(reviewer)).containsExactly("coe_review " + coe);
    }

    @Test
    void a_team_without_a_manager_who_is_there_is_answered_for_by_the_one_above() {
        String action = committed(3);
        SignedIn.with(
                SignedIn.ADMIN,
                () -> org.coetracker.Fixture.patch("/people/" + manager, map("active", false))
                        .statusCode(200));
        clock.forward(Duration.ofDays(4));
        run("overdue-sweep");
        assertThat(work(above)).containsExactly("decision " + action);
    }

    @Test
    void what_is_soonest_comes_first_and_pages_go_on_behind_it() {
        List<String> actions = new ArrayList<>();
        for (int days : new int[] {9, 3, 7, 5}) {
            actions.add("action " + committed(days));
        }
        List<String> sorted = List.of(actions.get(1), actions.get(3), actions.get(2), actions.get(0));
        List<String> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            String cursor = next;
            Map<String, Object> page = SignedIn.as(
                    owner,
                    () -> get("/me/work?limit=1" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .statusCode(200)
                            .extract()
                            .path(""));
            paged.addAll(items(page));
            next = (String) page.get("nextCursor");
        }
        assertThat(paged).isEqualTo(sorted);
        SignedIn.as(owner, () -> get("/me/work?cursor=nothing").statusCode(400));
    }

    @Test
    void what_somebody_may_not_see_is_not_in_their_list() {
        String ref = filed(
                coe(team, "confidentiality", "restricted", "owner", person(), "correctiveActions", List.of(action(3))));
        assertThat(work(owner)).isEmpty();
        clock.forward(Duration.ofDays(4));
        run("overdue-sweep");
        assertThat(work(manager)).containsExactly("decision " + ref + "-A1");
    }

    private List<String> work(String person) {
        return SignedIn.as(
                person, () -> items(get("/me/work").statusCode(200).extract().path("")));
    }

    @SuppressWarnings("unchecked")
    private static List<String> items(Map<String, Object> page) {
        return ((List<Map<String, Object>>) page.get("items"))
                .stream()
                        .map(item -> item.get("kind") + " "
                                + (item.get("action") == null ? item.get("coe") : item.get("action")))
                        .toList();
    }

    private String committed(int days) {
        return filed(coe(team, "correctiveActions", List.of(action(days)))) + "-A1";
    }

    private Map<String, Object> action(int days) {
        return map(
                "title",
                "Test the restore",
                "state",
                "committed",
                "owner",
                owner,
                "dueOn",
                day(days),
                "verification",
                map("verifier", verifier, "observeUntil", day(40)));
    }

    private String day(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(days)
                .toString();
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

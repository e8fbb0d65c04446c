package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManyDecisionsTest {
    @Inject
    Scene scene;

    String team;

    @BeforeEach
    void a_team() {
        team = scene.team("UTC");
    }

    @Test
    void each_decision_stands_for_itself() {
        String first = overdue();
        String stale = overdue();
        String last = overdue();
        post(
                        "/overdue-reviews/decisions",
                        map(
                                "decisions",
                                List.of(
                                        one(first, "*", future()),
                                        one(stale, "\"99\"", future()),
                                        map("id", "nothing", "ifMatch", "*", "decision", future()),
                                        one(
                                                last,
                                                "*",
                                                map("decision", "re_date", "dueOn", "2020-01-01", "reason", "Late.")),
                                        one(last, "*", map("decision", "forget")))))
                .statusCode(200)
                .body("results.status", contains(200, 412, 404, 422, 400))
                .body("results[0].overdueReview.status", equalTo("decided"))
                .body("results[0].problem", nullValue())
                .body("results[1].problem.currentVersion", equalTo(1))
                .body("results[3].problem.errors[0].pointer", equalTo("/dueOn"));
        assertThat(scene.review(first)).containsEntry("status", "decided");
        assertThat(scene.review(stale)).containsEntry("status", "pending");
        assertThat(scene.review(last)).containsEntry("status", "pending");
    }

    @Test
    void whoever_may_not_decide_one_may_not_decide_it_among_many() {
        String action = overdue();
        SignedIn.as(
                Fixture.person(),
                () -> post("/overdue-reviews/decisions", map("decisions", List.of(one(action, "*", future()))))
                        .statusCode(200)
                        .body("results.status", contains(403)));
        assertThat(scene.review(action)).containsEntry("status", "pending");
    }

    @Test
    void none_and_too_many_are_refused_as_a_whole() {
        String action = overdue();
        post("/overdue-reviews/decisions", map("decisions", List.of())).statusCode(422);
        post("/overdue-reviews/decisions", map()).statusCode(422);
        List<Object> many = new ArrayList<>(Collections.nCopies(101, one(action, "*", future())));
        post("/overdue-reviews/decisions", map("decisions", many)).statusCode(422);
        assertThat(scene.review(action)).containsEntry("status", "pending");
    }

    @Test
    void one_that_is_not_complete_is_refused_by_itself() {
        String first = overdue();
        String last = overdue();
        post(
                        "/overdue-reviews/decisions",
                        map(
                                "decisions",
                                List.of(
                                        one(first, "*", future()),
                                        map("ifMatch", "*", "decision", future()),
                                        map("id", scene.review(last).get("id"), "ifMatch", "*"),
                                        map("id", scene.review(last).get("id"), "decision", future()),
                                        one(last, "*", future()))))
                .statusCode(200)
                .body("results.status", contains(200, 422, 422, 428, 200))
                .body("results[1].id", nullValue())
                .body("results[1].problem.errors[0].pointer", equalTo("/id"))
                .body("results[2].problem.errors[0].pointer", equalTo("/decision"));
        assertThat(scene.review(last)).containsEntry("status", "decided");
    }

    @Test
    void a_batch_that_cannot_be_read_decides_nothing() {
        String action = overdue();
        for (Object wrong : List.of(1, List.of(), map("id", 1), map("ids", "x"))) {
            post("/overdue-reviews/decisions", map("decisions", List.of(one(action, "*", future()), wrong)))
                    .statusCode(400);
        }
        assertThat(scene.review(action)).containsEntry("status", "pending");
    }

    @Test
    void one_whose_transaction_fails_at_its_end_takes_nothing_from_the_others() {
        List<String> actions = List.of(overdue(), overdue(), overdue());
        scene.execute("create function fails() returns trigger language plpgsql as"
                + " 'begin raise exception using errcode = ''40001''; end'");
        try {
            scene.execute(
                    "create constraint trigger fails_at_commit after update on overdue_review deferrable initially"
                            + " deferred for each row when (new.id = '"
                            + scene.review(actions.get(1)).get("id")
                            + "') execute function fails()");
            post(
                            "/overdue-reviews/decisions",
                            map(
                                    "decisions",
                                    actions.stream()
                                            .map(action -> one(action, "*", future()))
                                            .toList()))
                    .statusCode(200)
                    .body("results.status", contains(200, 503, 200))
                    .body("results[1].overdueReview", nullValue());
        } finally {
            scene.execute("drop function fails() cascade");
        }
        assertThat(actions)
                .map(action -> scene.review(action).get("status"))
                .containsExactly("decided", "pending", "decided");
    }

    private String overdue() {
        String action = scene.action(team, scene.person(), scene.today("UTC").minusDays(1));
        scene.sweep();
        return action;
    }

    private Map<String, Object> one(String action, String ifMatch, Map<String, Object> decision) {
        return map("id", scene.review(action).get("id"), "ifMatch", ifMatch, "decision", decision);
    }

    private Map<String, Object> future() {
        return map(
                "decision", "re_date", "dueOn", scene.today("UTC").plusDays(20).toString(), "reason", "Late.");
    }
}

package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExactlyOnceTest {
    private static final int ROUNDS = 10;
    private static final int SWEEPS = 4;
    /** Three batches of the tests' settings. */
    private static final int ACTIONS = 300;

    private static final String REVIEWS = "select count(*) from overdue_review where owner = ?";
    private static final String PENDING = """
            select count(*) from overdue_review r join action a on a.id = r.action_id
            where a.owner = ? and r.status = 'pending' and r.due_on = a.due_on and a.flagged_at = r.flagged_at""";
    private static final String HISTORY = """
            select count(*) from history h join action a on a.id::text = h.subject_id and h.subject = 'action'
            where a.owner = ? and h.change = 'flagged'""";
    private static final String EVENTS = """
            select count(*) from event where type = 'action.overdue'
                and coe_id in (select coe_id from action where owner = ?)""";
    private static final String OVERDUE = "select count(*) from action where owner = ? and state = 'committed'";

    @Inject
    Scene scene;

    String owner;
    String first;

    @BeforeEach
    void nothing_else_is_overdue() {
        scene.sweep();
        owner = scene.person();
        first = scene.action(scene.team("UTC"), owner, scene.today("UTC").minusDays(1));
    }

    @AfterEach
    void clear_away() {
        scene.clearAway(owner);
    }

    @Test
    void four_sweeps_at_once_share_the_work_and_flag_each_action_once() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(SWEEPS);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                nothing_else_is_overdue();
                multiply(ACTIONS);
                CyclicBarrier together = new CyclicBarrier(SWEEPS);
                List<Future<Integer>> runs = new ArrayList<>();
                for (int node = 0; node < SWEEPS; node++) {
                    runs.add(nodes.submit(() -> {
                        together.await();
                        return scene.sweep().extract().<Integer>path("flagged");
                    }));
                }
                int flagged = 0;
                for (Future<Integer> run : runs) {
                    flagged += run.get();
                }
                // Each of them passes over what another one holds; that one flags it.
                assertThat(flagged).as("round %d", round).isEqualTo(ACTIONS);
                assertEachIsFlaggedOnce(round);
                clear_away();
            }
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void a_sweep_among_people_who_finish_and_re_date_flags_each_action_once_or_not_at_all() throws Exception {
        multiply(ACTIONS);
        long coe = Long.parseLong(Scene.coeOf(first).substring(4));
        String nextMonth = scene.today("UTC").plusDays(30).toString();
        ExecutorService people = Executors.newFixedThreadPool(SWEEPS);
        try {
            List<Future<Integer>> work = new ArrayList<>();
            work.add(people.submit(() -> scene.sweep().extract().<Integer>path("flagged")));
            for (int number = 1; number <= 60; number++) {
                String action = "COE-" + coe + "-A" + (number * 5);
                Map<String, String> newDate = Map.of("dueOn", nextMonth, "reason", "x");
                work.add(people.submit(
                        () -> scene.move(action, "re-date", newDate).extract().statusCode()));
            }
            work.add(people.submit(() -> scene.sweep().extract().<Integer>path("flagged")));
            for (Future<Integer> done : work.subList(1, work.size() - 1)) {
                assertThat(done.get()).isEqualTo(200);
            }
            work.get(work.size() - 1).get();
        } finally {
            people.shutdown();
        }
        scene.sweep();
        assertThat(scene.number(PENDING, owner)).isEqualTo(ACTIONS - 60);
        assertThat(scene.number("select count(*) from action where owner = ? and flagged_at is not null", owner))
                .isEqualTo(ACTIONS - 60);
        assertThat(scene.number(REVIEWS + " and status = 'pending'", owner)).isEqualTo(ACTIONS - 60);
        assertThat(scene.number(HISTORY, owner)).isEqualTo(scene.number(REVIEWS, owner));
        assertThat(scene.number(EVENTS, owner)).isEqualTo(scene.number(REVIEWS, owner));
    }

    @Test
    void a_sweep_that_breaks_in_the_middle_has_done_whole_batches_and_the_next_does_the_rest() {
        multiply(ACTIONS);
        // The last but one of the third batch.
        scene.execute("create or replace function break_the_sweep() returns trigger language plpgsql as $$"
                + " begin raise exception 'broken by a test'; end $$");
        scene.execute("create trigger break_the_sweep before insert on overdue_review for each row"
                + " when (new.owner = '" + owner + "' and new.due_on = date '2001-01-01')"
                + " execute function break_the_sweep()");
        try {
            long coe = Long.parseLong(Scene.coeOf(first).substring(4));
            scene.execute("update action set due_on = '2000-01-01' where coe_number = ? and number <= 200", coe);
            scene.execute("update action set due_on = '2001-01-01' where coe_number = ? and number = 299", coe);
            Scene.request()
                    .post("/api/v1/jobs/overdue-sweep/runs")
                    .then()
                    .statusCode(201)
                    .body("error", notNullValue())
                    .body("finishedAt", notNullValue())
                    .body("flagged", equalTo(200));
            assertThat(scene.number(REVIEWS, owner)).isEqualTo(200);
            assertThat(scene.number(HISTORY, owner)).isEqualTo(200);
            assertThat(scene.number("select count(*) from action where owner = ? and flagged_at is not null", owner))
                    .isEqualTo(200);
        } finally {
            scene.execute("drop function break_the_sweep() cascade");
        }

        scene.sweep().body("flagged", equalTo(ACTIONS - 200)).body("error", nullValue());
        assertEachIsFlaggedOnce(1);
    }

    private void assertEachIsFlaggedOnce(int round) {
        assertThat(scene.number(OVERDUE, owner)).as("round %d", round).isEqualTo(ACTIONS);
        assertThat(scene.number(REVIEWS, owner)).as("round %d", round).isEqualTo(ACTIONS);
        assertThat(scene.number(PENDING, owner)).as("round %d", round).isEqualTo(ACTIONS);
        assertThat(scene.number(HISTORY, owner)).as("round %d", round).isEqualTo(ACTIONS);
        assertThat(scene.number(EVENTS, owner)).as("round %d", round).isEqualTo(ACTIONS);
    }

    /** Makes many actions out of the first, in its COE, a few days apart. */
    private void multiply(int count) {
        long coe = Long.parseLong(Scene.coeOf(first).substring(4));
        scene.execute("""
                insert into action (id, coe_id, coe_number, number, version, title, type, priority, state, team, owner,
                    due_on, due_date_changes, re_date_count, causes, severity, withdrawn, created_by, created_at, updated_at)
                select gen_random_uuid(), coe_id, coe_number, n, 1, title, type, priority, state, team, owner,
                    due_on - n % 7, due_date_changes, 0, causes, severity, false, created_by, created_at, updated_at
                from action, generate_series(2, ?) n where coe_number = ? and number = 1""", count, coe);
    }
}

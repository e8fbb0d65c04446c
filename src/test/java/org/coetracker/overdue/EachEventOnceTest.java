package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Several nodes run a job at the same moment: each event is written once, and none is left out. */
@QuarkusTest
class EachEventOnceTest {
    private static final int ROUNDS = 10;
    private static final int NODES = 3;
    /** Three batches of the tests' settings, so that nodes share the rows and meet at the end of them. */
    private static final int ROWS = 150;

    private static final String EVENTS = "select count(*) from event where team = ? and type = ?";

    @Inject
    Scene scene;

    String owner;
    String team;

    @BeforeEach
    void somebody() {
        owner = scene.person();
        team = scene.team("UTC");
    }

    @AfterEach
    void clear_away() {
        scene.clearAway(owner);
    }

    @RepeatedTest(ROUNDS)
    void reminders() throws Exception {
        actions(2);
        scene.execute("update action set due_given_on = '2020-01-01' where owner = ?", owner);
        atOnce("reminders", NODES);
        assertThat(scene.number(EVENTS, team, "action.due_soon")).isEqualTo(ROWS);
        assertThat(scene.number(
                        "select count(*) from reminder r join action a on a.id = r.action_id where a.owner = ?", owner))
                .isEqualTo(ROWS);
        scene.execute("update person set active = false where handle = ?", owner);
        atOnce("reminders", NODES);
        assertThat(scene.number(EVENTS, team, "action.unowned")).isEqualTo(ROWS);
    }

    @RepeatedTest(ROUNDS)
    void escalations() throws Exception {
        actions(-1);
        scene.sweep();
        for (int step = 1; step <= 2; step++) {
            scene.execute(
                    "update overdue_review set ladder_from = now() - make_interval(days => ?) where owner = ?",
                    step * 8,
                    owner);
            atOnce("escalation", NODES);
            assertThat(scene.number(EVENTS, team, "action.escalated")).isEqualTo(step * ROWS);
        }
    }

    @RepeatedTest(ROUNDS)
    void deadlines_of_coes() throws Exception {
        coes();
        long flagged = atOnce("coe-deadlines", NODES);
        assertThat(flagged).isGreaterThanOrEqualTo(ROWS);
        assertThat(scene.number(EVENTS, team, "coe.late")).isEqualTo(ROWS);
        assertThat(pending("submission")).isEqualTo(ROWS);
        assertThat(scene.number(
                        "select count(*) from history h join coe c on c.id = h.coe_id"
                                + " where c.owner = ? and h.change = 'flagged_late'",
                        owner))
                .isEqualTo(ROWS);
    }

    @RepeatedTest(ROUNDS)
    void a_coe_that_is_submitted_meanwhile_is_not_flagged_for_it() throws Exception {
        coes();
        ExecutorService author = Executors.newSingleThreadExecutor();
        try {
            // What a submission does, as fast as can be: it changes the COE, and ends its flag.
            Future<?> submissions = author.submit(() -> {
                for (int part = 0; part < 100; part++) {
                    scene.execute("""
                            do $$ begin
                                update coe set status = 'in_review', version = version + 1
                                where owner = '%1$s' and number %% 100 = %2$d and status = 'draft';
                                update late_coe l set status = 'resolved', resolution = 'submitted', resolved_at = now()
                                from coe c where c.id = l.coe_id and c.owner = '%1$s' and c.status = 'in_review'
                                    and l.status = 'pending';
                            end $$""".formatted(owner, part));
                }
            });
            while (!submissions.isDone()) {
                atOnce("coe-deadlines", 1);
            }
            submissions.get();
        } finally {
            author.shutdown();
        }
        assertThat(pending("submission")).isZero();
    }

    private long pending(String deadline) {
        return scene.number(
                "select count(*) from late_coe l join coe c on c.id = l.coe_id"
                        + " where c.owner = ? and l.status = 'pending' and l.deadline = ?",
                owner,
                deadline);
    }

    /** Many actions that are due so many days from now. */
    private void actions(int days) {
        String first = scene.action(team, owner, scene.today("UTC").plusDays(days));
        long coe = Long.parseLong(Scene.coeOf(first).substring(4));
        scene.execute("""
                insert into action select copy.* from action a, generate_series(2, ?) n,
                    jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'number', n)) copy
                where a.coe_number = ? and a.number = 1""", ROWS, coe);
    }

    /** Many drafts that were to be submitted by yesterday; their ids are of the first one's time, not the latest of all. */
    private void coes() {
        String first = Scene.coeOf(scene.action(team, owner, scene.today("UTC").plusDays(30)));
        long coe = Long.parseLong(first.substring(4));
        scene.execute(
                "update coe set owner = ?, mitigated_at = now() - interval '6 days' where number = ?", owner, coe);
        scene.execute("""
                insert into coe select copy.* from coe c, generate_series(2, ?) n, jsonb_populate_record(
                    c,
                    jsonb_build_object(
                        'id', overlay(cast(c.id as text) placing lpad(to_hex(n), 12, '0') from 25),
                        'number', nextval('coe_number') + 0 * n)) copy
                where c.number = ?""", ROWS, coe);
    }

    /** Runs a job several times at once; how much was flagged, all together. */
    private static long atOnce(String job, int nodes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            CyclicBarrier together = new CyclicBarrier(nodes);
            List<Future<Integer>> runs = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                runs.add(threads.submit(() -> {
                    together.await();
                    return Scene.request()
                            .post("/api/v1/jobs/" + job + "/runs")
                            .then()
                            .statusCode(201)
                            .body("error", nullValue())
                            .extract()
                            .<Integer>path("flagged");
                }));
            }
            long flagged = 0;
            for (Future<Integer> run : runs) {
                flagged += run.get();
            }
            return flagged;
        } finally {
            threads.shutdown();
        }
    }
}

package org.coetracker.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node dies in the middle of a large sweep, and another one takes over. */
class KilledSweepIT {
    private static final int ACTIONS = 100_000;
    /** Kill -9 comes when so many are flagged. */
    private static final int MIDDLE = 30_000;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    private static final String MULTIPLY = """
            insert into action (id, coe_id, coe_number, number, version, title, type, priority, state, team, owner,
                due_on, due_date_changes, re_date_count, causes, severity, withdrawn, created_by, created_at, updated_at)
            select gen_random_uuid(), coe_id, coe_number, n, 1, title, type, priority, state, team, owner,
                due_on - n % 50, due_date_changes, 0, causes, severity, false, created_by, created_at, updated_at
            from action, generate_series(2, ?) n where number = 1""";

    @TempDir
    Path directory;

    private SharedDatabase database;

    @Test
    void a_hundred_thousand_are_flagged_once_and_told_once_though_the_node_that_flags_them_is_killed()
            throws Exception {
        Map<String, String> settings = Map.of("COE_NOTICE_TELL_EVERY", "100ms");
        database = new SharedDatabase();
        try (SharedDatabase shared = database;
                Nodes nodes = new Nodes(2, JAR, List.of(), shared, settings, directory)) {
            Node dying = nodes.ready().get(0);
            Node surviving = nodes.ready().get(1);
            overdueActions(surviving);

            dying.beginRun("overdue-sweep");
            Waiting.until(
                    () -> "the middle of the sweep; " + dying.log(),
                    PATIENCE,
                    () -> number("select count(*) from overdue_review") >= MIDDLE);
            dying.kill();
            long flagged = number("select count(*) from overdue_review");
            assertThat(flagged).isBetween((long) MIDDLE, ACTIONS - 1L);
            // All that it counted is there, and nothing is that it did not count.
            assertThat(number("select flagged from job_run where node = ? and trigger = 'manual'", dying.name()))
                    .isEqualTo(flagged);

            JsonNode run =
                    JsonText.parse(surviving.beginRun("overdue-sweep").get().body());
            assertThat(run.path("error").isNull()).as(run.toString()).isTrue();
            assertThat(run.path("flagged").asLong()).isEqualTo(ACTIONS - flagged);
            Waiting.until(
                    () -> "everybody is told",
                    PATIENCE,
                    () -> database.isTrue("select not exists (select from event where told_at is null)"));

            assertEachFlaggedOnce();
            assertEachToldOnce();
        }
    }

    private void assertEachFlaggedOnce() throws Exception {
        assertThat(number("select count(*) from overdue_review")).isEqualTo(ACTIONS);
        assertThat(number("select count(distinct action_id) from overdue_review where status = 'pending'"))
                .isEqualTo(ACTIONS);
        assertThat(number("""
                select count(*) from action a join overdue_review r on r.action_id = a.id
                where a.flagged_at = r.flagged_at and r.due_on = a.due_on""")).isEqualTo(ACTIONS);
        assertThat(number("select count(*) from history where change = 'flagged'"))
                .isEqualTo(ACTIONS);
    }

    /** Mia and Max manage the team: each of them hears of each action. */
    private void assertEachToldOnce() throws Exception {
        String overdue = " from event where type = 'action.overdue'";
        assertThat(number("select count(*)" + overdue)).isEqualTo(ACTIONS);
        assertThat(number("select count(distinct action_id)" + overdue)).isEqualTo(ACTIONS);
        String notices = " from notice where type = 'action.overdue'";
        assertThat(number("select count(*)" + notices)).isEqualTo(2 * ACTIONS);
        assertThat(number("select count(distinct (person, action_id))" + notices))
                .isEqualTo(2 * ACTIONS);
        assertThat(number("select count(distinct event_id)" + notices)).isEqualTo(ACTIONS);
    }

    private void overdueActions(Node node) throws Exception {
        for (String person : List.of("ana", "mia", "max")) {
            post(node, "/people", Map.of("handle", person, "name", person));
        }
        post(node, "/teams", Map.of("handle", "storage", "name", "Storage", "managers", List.of("mia", "max")));
        Map<String, Object> action =
                Map.of("title", "Test the restore", "state", "committed", "owner", "ana", "dueOn", "2026-01-31");
        post(
                node,
                "/coes",
                Map.of(
                        "title", "Writes stood still",
                        "severity", "sev2",
                        "team", "storage",
                        "correctiveActions", List.of(action)));
        database.execute(MULTIPLY, ACTIONS);
        database.execute("analyze action");
    }

    private static void post(Node node, String path, Object body) throws Exception {
        node.send(Node.ADMIN_TOKEN, "POST", path, JsonText.write(body));
    }

    private long number(String sql, Object... values) throws Exception {
        return database.number(sql, values);
    }
}

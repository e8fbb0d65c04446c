package org.coetracker.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was there before an upgrade, in a schema of its own. */
class UpgradeTest {
    private static final String SCHEMA = "before_the_upgrade";
    private static final String ACTION = "00000000-0000-0000-0000-00000000000a";

    @BeforeEach
    @AfterEach
    void nothing_left() throws SQLException {
        run("drop schema if exists " + SCHEMA + " cascade");
    }

    @Test
    void checks_of_what_was_done_long_ago_are_not_late_at_once() throws SQLException {
        migrate("20");
        done("observe_until = null", "2020-01-01");
        migrate("21");
        assertThat(day("verify_by")).isEqualTo(day("local_date(now(), 'UTC') + 7"));
    }

    @Test
    void an_observation_that_goes_on_keeps_its_end() throws SQLException {
        migrate("20");
        done("observe_until = date '2100-05-01'", "2020-01-01");
        migrate("21");
        assertThat(day("verify_by")).isEqualTo(LocalDate.of(2100, 5, 8));
    }

    @Test
    void what_a_node_of_the_version_before_files_knows_since_when_it_is_due() throws SQLException {
        migrate("21");
        done("observe_until = null", "2020-01-01");
        assertThat(day("due_given_on")).isEqualTo(day("current_date"));
    }

    @Test
    void reviews_that_were_held_before_are_rounds_as_the_history_has_them() throws SQLException {
        migrate("25");
        done("observe_until = null", "2020-01-01");
        for (String change : java.util.List.of("submitted", "changes_requested", "submitted", "approved")) {
            run(kept(change));
        }
        migrate("27");
        assertThat(text("select string_agg(round || ' ' || outcome, ', ' order by round) from review_round"))
                .isEqualTo("1 changes_requested, 2 approved");
        assertThat(text("select string_agg(round || ' ' || person || ' ' || comment, ', ') from review_approval"))
                .isEqualTo("2 ana Why?");
    }

    @Test
    void reviews_that_a_node_of_the_version_before_ends_are_over() throws SQLException {
        migrate("31");
        done("observe_until = null", "2020-01-01");
        roundGoesOn(1);
        // Ended before the upgrade, and after it.
        run("update coe set status = 'changes_requested'");
        run(kept("changes_requested"));
        migrate("32");
        assertThat(rounds()).isEqualTo("1 changes_requested ana Why? null");
        roundGoesOn(2);
        run("update coe set status = 'in_review'");
        run("begin; update coe set status = 'approved';" + kept("approved") + "; commit");
        assertThat(rounds()).isEqualTo("1 changes_requested ana Why? null, 2 approved ana Why? ana");
        assertThat(text("select string_agg(round || ' ' || person, ', ') from review_approval"))
                .isEqualTo("2 ana");
    }

    private static void roundGoesOn(int round) throws SQLException {
        run(kept("submitted"));
        run(
                "insert into review_round (coe_id, round, submitted_by, submitted_at, submitted_version, submitted_entry, told)"
                        + " select coe_id, " + round
                        + ", actor, at, version, id, '{}' from history order by id desc limit 1");
    }

    private static String kept(String change) {
        return "insert into history (at, actor, subject, subject_id, coe_id, version, change, reason)"
                + " values (now(), 'ana', 'coe', '00000000-0000-0000-0000-00000000000c',"
                + " '00000000-0000-0000-0000-00000000000c', 2, '" + change + "', 'Why?')";
    }

    private static String rounds() throws SQLException {
        return text("select string_agg(concat_ws(' ', round, outcome, ended_by, comment,"
                + " coalesce(asked -> 0 ->> 'approvedBy', 'null')), ', ' order by round) from review_round");
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void done(String planned, String on) throws SQLException {
        run("insert into team (handle, name, time_zone, members, managers, active, version, created_at, updated_at)"
                + " values ('storage', 'Storage', 'UTC', '{}', '{}', true, 1, now(), now())");
        run("insert into person (handle, name, time_zone, roles, active, version, created_at, updated_at)"
                + " values ('ana', 'Ana', 'UTC', '{author}', true, 1, now(), now())");
        run(
                "insert into coe (id, number, version, status, kind, severity, confidentiality, title, team, owner, reviewers,"
                        + " visible_to, services, regions, tags, what_happened, impact, root_cause, supporting_data,"
                        + " critical_implications, lessons, related_items, created_by, created_at, updated_at)"
                        + " values ('00000000-0000-0000-0000-00000000000c', 1, 1, 'approved', 'incident', 'sev2', 'internal',"
                        + " 'Disk', 'storage', 'ana', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '[]', 'ana',"
                        + " now(), now())");
        run("insert into action (id, coe_id, coe_number, number, version, title, state, priority, type, team,"
                + " severity, due_date_changes, re_date_count, causes, withdrawn, restricted, created_by, created_at,"
                + " updated_at, completed_at)"
                + " values ('" + ACTION + "', '00000000-0000-0000-0000-00000000000c', 1, 1, 1, 'Alert', 'done', 'p2',"
                + " 'detect', 'storage', 'sev2', '[]', 0, '{}', false, false, 'ana', now(), now(), timestamptz '" + on
                + " 12:00Z')");
        run("update action set " + planned);
    }

    private static void migrate(String version) {
        DatabaseAddress address = TestDatabase.address();
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .schemas(SCHEMA)
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
            statement.execute(sql);
        }
    }

    private static LocalDate day(String column) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
            try (ResultSet row = statement.executeQuery("select " + column + " from action")) {
                row.next();
                return row.getObject(1, LocalDate.class);
            }
        }
    }
}

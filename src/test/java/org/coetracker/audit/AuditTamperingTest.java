package org.coetracker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.coetracker.audit.AuditChain.Head;
import org.coetracker.shared.database.DatabaseAddress;
import org.coetracker.shared.database.TestDatabase;
import org.coetracker.shared.start.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever somebody changes who owns the database: the check names it. Each test puts back what it changed. */
@QuarkusTest
@Isolated
class AuditTamperingTest {
    @Inject
    AuditChain chain;

    private Tampering tampering;
    /** An event in the middle of the chain. */
    private long sequence;

    private long event;

    @BeforeAll
    static void forget_what_the_tests_before_did() throws SQLException {
        Tampering.beginAgain();
    }

    @BeforeEach
    void seal_some_events() throws SQLException {
        String team = team();
        for (String name : new String[] {"b", "c", "d", "e"}) {
            patch("/teams/" + team, map("name", name)).statusCode(200);
        }
        chain.seal();
        tampering = new Tampering();
        event = tampering
                .numbers("select id from history where subject_id = '" + team + "' order by id")
                .get(2);
        sequence = tampering.number("select sequence from audit_seal where history_id = " + event);
        // What has been long ago to the sealer: no transaction is left that could have written more of it.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (tampering.number("select (horizon > (select max(txid::text::bigint)::text::xid8 from history))::int"
                        + " from audit_chain")
                == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            chain.seal();
        }
        tampering.keep();
        verification().body("valid", equalTo(true)).body("unsealed", equalTo(0)).body("firstBroken", nullValue());
    }

    @AfterEach
    void put_back() throws SQLException {
        tampering.close();
        verification().body("valid", equalTo(true));
    }

    private static ValidatableResponse verification() {
        return get("/audit/verification").statusCode(200);
    }

    private static ValidatableResponse verification(Head known) {
        return get("/audit/verification?sequence=" + known.sequence() + "&hash=" + known.hash())
                .statusCode(200);
    }

    private void broken(String reason) {
        verification()
                .body("valid", equalTo(false))
                .body("firstBroken.sequence", equalTo((int) sequence))
                .body("firstBroken.reason", equalTo(reason))
                .body("checked", equalTo((int) sequence - 1));
    }

    @Test
    void a_changed_event_is_found_whatever_was_changed() throws SQLException {
        for (String change : List.of(
                "at = at - interval '1 day'",
                "actor = 'mallory'",
                "credential = null",
                "credential = ''",
                "address = '192.0.2.1'",
                "request_id = 'another'",
                "subject = 'person'",
                "subject_id = 'another'",
                "coe_id = gen_random_uuid()",
                "version = version + 1",
                "change = 'created'",
                "reason = 'invented'",
                "snapshot = '{\"name\":\"mallory\"}'",
                "snapshot = null",
                "txid = '3'",
                // Text that moves from one member to the next.
                "change = change || '6:reason', reason = null")) {
            tampering.change("update history set " + change + " where id = " + event);
            broken("event_changed");
            tampering.putBack();
        }
    }

    @Test
    void a_deleted_event_is_found() throws SQLException {
        tampering.change("delete from history where id = " + event);
        broken("event_missing");
    }

    @Test
    void an_event_deleted_with_its_seal_is_found() throws SQLException {
        tampering.change(
                "delete from history where id = " + event, "delete from audit_seal where sequence = " + sequence);
        broken("seal_missing");
    }

    @Test
    void a_deleted_seal_is_found() throws SQLException {
        tampering.change("delete from audit_seal where sequence = " + sequence);
        broken("seal_missing");
    }

    @Test
    void a_renumbered_seal_is_found() throws SQLException {
        tampering.change("update audit_seal set sequence = sequence + 1000000 where sequence = " + sequence);
        broken("seal_missing");
    }

    @Test
    void events_that_changed_places_are_found() throws SQLException {
        tampering.change(
                "update audit_seal set sequence = -1 where sequence = " + sequence,
                "update audit_seal set sequence = sequence - 1 where sequence = " + (sequence + 1),
                "update audit_seal set sequence = " + (sequence + 1) + " where sequence = -1");
        broken("event_changed");
    }

    @Test
    void a_changed_seal_is_found() throws SQLException {
        tampering.change("update audit_seal set hash = sha256('x') where sequence = " + sequence);
        broken("event_changed");
    }

    @Test
    void the_end_cut_off_without_the_sealer_s_knowledge_is_found() throws SQLException {
        tampering.change(
                "delete from history where id in (select history_id from audit_seal where sequence >= " + sequence
                        + ")",
                "delete from audit_seal where sequence >= " + sequence);
        broken("seal_missing");
    }

    @Test
    void an_event_written_behind_the_chain_s_back_is_found() throws SQLException {
        tampering.change("insert into history (at, actor, subject, subject_id, version, change, txid)"
                + " values (now() - interval '1 year', 'mallory', 'team', 'x', 1, 'created', '3')");
        long id = tampering.number("select max(id) from history");
        verification()
                .body("valid", equalTo(false))
                .body("firstBroken.sequence", nullValue())
                .body("firstBroken.event", equalTo((int) id))
                .body("firstBroken.reason", equalTo("event_not_sealed"))
                .body("unsealed", equalTo(1));
    }

    @Test
    void an_end_that_was_cut_off_with_care_is_found_by_a_head_kept_elsewhere() throws SQLException {
        Head known = chain.head();
        tampering.change(
                "delete from history where id in (select history_id from audit_seal where sequence >= " + sequence
                        + ")",
                "delete from audit_seal where sequence >= " + sequence,
                "update audit_chain c set sequence = s.sequence, hash = s.hash from audit_seal s where s.sequence = "
                        + (sequence - 1));
        verification().body("valid", equalTo(true));
        verification(known)
                .body("valid", equalTo(false))
                .body("firstBroken.sequence", equalTo((int) known.sequence()))
                .body("firstBroken.reason", equalTo("head_missing"))
                .body("firstBroken.detail", containsString("cut off"));
    }

    @Test
    void a_chain_that_was_written_anew_is_found_by_a_head_kept_elsewhere() throws SQLException {
        Head known = chain.head();
        tampering.change(
                "update history set actor = 'mallory' where id = " + event,
                "delete from audit_seal",
                "update audit_chain set sequence = 0, hash = decode(repeat('00', 32), 'hex'), horizon = '0'");
        chain.seal();
        verification().body("valid", equalTo(true)).body("head.sequence", equalTo((int) known.sequence()));
        verification(known).body("valid", equalTo(false)).body("firstBroken.reason", equalTo("head_missing"));
    }

    @Test
    void a_head_that_the_chain_had_is_still_in_it_when_it_has_grown() {
        Head known = chain.head();
        team();
        verification(known).body("valid", equalTo(true));
        get("/audit/verification?sequence=1").statusCode(400);
        get("/audit/verification?hash=" + known.hash()).statusCode(400);
        get("/audit/verification?sequence=1&hash=abc").statusCode(400);
    }

    @Test
    void the_command_says_by_its_exit_code_what_it_found() throws SQLException {
        Head known = chain.head();
        assertThat(command()).isZero();
        assertThat(command(Long.toString(known.sequence()), known.hash())).isZero();
        assertThat(command(Long.toString(known.sequence()), "0".repeat(64))).isEqualTo(2);
        assertThat(command("1")).isEqualTo(1);
        assertThat(command("one", "two")).isEqualTo(1);
        tampering.change("update history set reason = 'x' where id = " + event);
        assertThat(command()).isEqualTo(2);
    }

    private static int command(String... known) {
        DatabaseAddress address = TestDatabase.address();
        Settings settings = Settings.from(Map.of(
                "COE_DB_URL", address.url(),
                "COE_DB_USER", address.user(),
                "COE_DB_PASSWORD", address.password()));
        return VerifyAudit.run(settings, List.of(known));
    }

    @Test
    void batches_hang_together() throws SQLException {
        try (Connection database = TestDatabase.connect()) {
            AuditVerification found = new ChainCheck(database, 3).run(chain.head());
            assertThat(found.valid()).isTrue();
            assertThat(found.checked()).isEqualTo(chain.head().sequence());
            tampering.change("update history set reason = 'x' where id = " + event);
            assertThat(new ChainCheck(database, 3).run(null).firstBroken().sequence())
                    .isEqualTo(sequence);
        }
    }

    @Test
    void a_restored_backup_whose_transactions_begin_again_is_sealed_on() throws SQLException {
        // What was sealed lies in the future of this cluster, and one event was not sealed yet.
        tampering.change(
                "insert into history (at, actor, subject, subject_id, version, change, txid)"
                        + " values (now(), 'admin', 'team', 'late', 1, 'created', '900000000000')",
                "update audit_chain set horizon = '900000000005'");
        try (Connection database = TestDatabase.connect()) {
            assertThat(new ChainCheck(database).run(null).valid()).isTrue();
        }
        chain.seal();
        team();
        verification().body("valid", equalTo(true));
        assertThat(tampering.number("select count(*) from audit_seal s join history h on h.id = s.history_id"
                        + " where h.subject_id = 'late'"))
                .isEqualTo(1);
        assertThat(tampering.number("select (horizon < '900000000000')::int from audit_chain"))
                .isEqualTo(1);
        // In another cluster the numbers may be any.
        tampering.change("update audit_chain set cluster = 1, horizon = '0'");
        chain.seal();
        verification().body("valid", equalTo(true));
        // Behind the chain's back, with a number that this cluster will not have for long.
        tampering.change("insert into history (at, actor, subject, subject_id, version, change, txid)"
                + " values (now(), 'mallory', 'team', 'x', 1, 'created', '900000000001')");
        verification().body("firstBroken.reason", equalTo("event_not_sealed"));
    }

    @Test
    void the_hash_is_what_anybody_can_compute() throws Exception {
        try (Connection database = TestDatabase.connect();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        select p.hash, s.hash, h.id, (extract(epoch from h.at) * 1000000)::bigint, h.actor,
                            h.credential, h.address, h.request_id, h.subject, h.subject_id, h.coe_id, h.version,
                            h.change, h.reason, h.snapshot, h.txid
                        from audit_seal s join audit_seal p on p.sequence = s.sequence - 1
                        join history h on h.id = s.history_id where s.sequence = %d""".formatted(sequence))) {
            row.next();
            StringBuilder text = new StringBuilder();
            for (int column = 3; column <= 16; column++) {
                String value = row.getString(column);
                text.append(value == null ? "-" : value.getBytes(StandardCharsets.UTF_8).length + ":" + value)
                        .append(',');
            }
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(row.getBytes(1));
            byte[] hash = sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(HexFormat.of().formatHex(row.getBytes(2)));
        }
    }
}

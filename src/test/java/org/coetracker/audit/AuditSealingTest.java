package org.coetracker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coetracker.Fixture.name;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coetracker.access.Actor;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.shared.database.TestDatabase;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many write and several seal at once: each event is sealed once, in an order that fits. */
@QuarkusTest
class AuditSealingTest {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 12;
    private static final Actor TESTER = Actor.system("test");

    @Inject
    History history;

    @Inject
    AuditChain chain;

    @Inject
    EntityManager database;

    @Inject
    Clock clock;

    private void write(String object) {
        history.event(TESTER, clock.instant(), AuditKind.SETTINGS, object, "changed", null, null);
    }

    private void commit(String object) {
        QuarkusTransaction.requiringNew().run(() -> write(object));
    }

    @SuppressWarnings("unchecked")
    private List<Long> sequences(String object) {
        return QuarkusTransaction.requiringNew().call(() -> (List<Long>) database.createNativeQuery("""
                                select s.sequence from history h join audit_seal s on s.history_id = h.id
                                where h.subject_id = :object order by h.id""", Long.class)
                .setParameter("object", object)
                .getResultList());
    }

    private long count(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(sql).getSingleResult()).longValue());
    }

    private void assertWhole() throws SQLException {
        assertThat(count("select count(*) from history h where not exists"
                        + " (select from audit_seal s where s.history_id = h.id)"))
                .isZero();
        assertThat(count("select count(*) from audit_seal")).isEqualTo(count("select max(sequence) from audit_seal"));
        try (Connection connection = TestDatabase.connect()) {
            AuditVerification found = new ChainCheck(connection).run(chain.head());
            assertThat(found.firstBroken()).isNull();
        }
    }

    @RepeatedTest(10)
    void each_event_is_sealed_once_however_writers_and_sealers_meet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
        AtomicBoolean writing = new AtomicBoolean(true);
        try {
            List<Future<?>> sealers = new ArrayList<>();
            for (int number = 0; number < 2; number++) {
                boolean patient = number == 0;
                sealers.add(threads.submit(() -> {
                    while (writing.get()) {
                        if (patient) {
                            chain.seal();
                        } else {
                            chain.sealUnlessBusy();
                        }
                    }
                }));
            }
            // Each second writer holds what it wrote open until its neighbour has committed what it wrote afterwards.
            List<Future<?>> writers = new ArrayList<>();
            List<String> objects = new ArrayList<>();
            for (int pair = 0; pair < WRITERS / 2; pair++) {
                String slow = name("slow");
                String quick = name("quick");
                objects.addAll(List.of(slow, quick));
                List<CountDownLatch> begun = latches();
                List<CountDownLatch> overtaken = latches();
                writers.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        int now = round;
                        QuarkusTransaction.requiringNew().run(() -> {
                            write(slow);
                            begun.get(now).countDown();
                            await(overtaken.get(now));
                            write(slow);
                        });
                    }
                }));
                writers.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        await(begun.get(round));
                        commit(quick);
                        commit(quick);
                        overtaken.get(round).countDown();
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            writing.set(false);
            for (Future<?> sealer : sealers) {
                sealer.get(60, TimeUnit.SECONDS);
            }
            chain.seal();
            for (String object : objects) {
                // What one thread wrote after the commit of what it wrote before comes later in the chain.
                assertThat(sequences(object))
                        .hasSize(2 * ROUNDS)
                        .doesNotHaveDuplicates()
                        .isSorted();
            }
            assertWhole();
        } finally {
            writing.set(false);
            threads.shutdownNow();
        }
    }

    private static List<CountDownLatch> latches() {
        List<CountDownLatch> latches = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            latches.add(new CountDownLatch(1));
        }
        return latches;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_commits_late_is_sealed_after_what_was_sealed_meanwhile() throws Exception {
        String late = name("late");
        String early = name("early");
        QuarkusTransaction.requiringNew().run(() -> {
            write(late);
            for (int round = 0; round < 3; round++) {
                commit(early);
                chain.seal();
            }
            assertThat(sequences(early)).hasSize(3);
            assertThat(sequences(late)).isEmpty();
        });
        chain.seal();
        assertThat(sequences(late)).hasSize(1);
        assertThat(sequences(late).get(0)).isGreaterThan(sequences(early).get(2));
        assertWhole();
    }

    @Test
    void what_was_rolled_back_leaves_no_gap() throws Exception {
        String undone = name("undone");
        long before = chain.head().sequence();
        QuarkusTransaction.begin();
        write(undone);
        QuarkusTransaction.rollback();
        commit(name("done"));
        chain.seal();
        assertThat(sequences(undone)).isEmpty();
        assertThat(chain.head().sequence()).isGreaterThan(before);
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update history set reason = 'nobody asked'",
                "delete from history",
                "truncate history",
                "update audit_seal set hash = sha256('')",
                "delete from audit_seal",
                "truncate audit_seal",
                "delete from audit_chain",
                "truncate audit_chain"
            })
    void the_database_refuses_changes(String sql) throws SQLException {
        try (Connection database = TestDatabase.connect();
                Statement statement = database.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("The audit trail only grows");
        }
    }

    @Test
    void the_database_refuses_changes_to_a_session_that_passes_for_a_replica_too() {
        assertThat(
                        count(
                                "select count(*) from pg_trigger where tgenabled = 'A' and tgfoid = cast('refuse_change' as regproc)"))
                .isEqualTo(3);
    }
}

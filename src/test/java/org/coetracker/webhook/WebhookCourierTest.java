package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.team;
import static org.coetracker.webhook.Mailbag.webhook;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.coetracker.shared.start.CannotStart;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How quickly a node carries what is to be told. */
@QuarkusTest
class WebhookCourierTest {
    /** How long an attempt may take in tests. */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(WebhookCourierTest.class);

    @Inject
    Mailbag mailbag;

    @Inject
    FanOut fanOut;

    @Inject
    Deliveries deliveries;

    @Inject
    Sender sender;

    private Receiver receiver;
    private Courier courier;

    /** As they are by default, but for what a test says. */
    private record Settings(Duration every, Duration answerFor) implements WebhookSettings {
        @Override
        public Optional<String> allow() {
            return Optional.empty();
        }

        @Override
        public int atOnce() {
            return 16;
        }

        @Override
        public int atOnceToOne() {
            return 4;
        }

        @Override
        public Duration connectFor() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration putDownWithin() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration keepFor() {
            return Duration.ofDays(30);
        }
    }

    @BeforeEach
    void a_node() {
        receiver = new Receiver();
        mailbag.nothing_else();
        courier = node(Duration.ofSeconds(10));
    }

    @AfterEach
    void end() throws InterruptedException {
        receiver.close();
        courier.end(null);
        mailbag.nothing_else();
    }

    private Courier node(Duration answerFor) {
        return new Courier(fanOut, deliveries, sender, new Settings(Duration.ofSeconds(1), answerFor));
    }

    @Test
    void seventeen_receivers_that_hang_do_not_hold_up_one_that_does_not() {
        CountDownLatch over = new CountDownLatch(1);
        receiver.answer(message -> {
            if (message.path().equals("/hangs")) {
                await(over);
            }
            return new Receiver.Reply(200);
        });
        for (int hook = 0; hook < 17; hook++) {
            webhook(receiver.url("/hangs"), "events", List.of("coe.filed"));
        }
        webhook(receiver.url("/quick"), "events", List.of("coe.filed"));
        mailbag.execute("update webhook set failing_since = now() where active and url like '%/hangs'");
        backlog(20);
        long before = System.nanoTime();
        courier.begin(null);
        try {
            await(() -> receiver.taken("/hangs").size() >= 8);
            // What comes later finds room too, though all that hang have more to take.
            backlog(20);
            await(() -> receiver.taken("/quick").size() == 40);
            // Half of the room is theirs, and each message holds its place for as long as an attempt may take.
            long rounds = (System.nanoTime() - before) / ATTEMPT.toNanos();
            assertThat(receiver.taken("/hangs")).hasSizeLessThanOrEqualTo((int) (8 * (rounds + 1)));
        } finally {
            over.countDown();
        }
    }

    @Test
    void a_backlog_is_sent_as_quickly_as_it_is_taken_and_not_by_the_clock() {
        webhook(receiver.url("/hook"), "events", List.of("coe.filed"));
        backlog(300);
        long before = System.nanoTime();
        courier.begin(null);
        await(() -> receiver.taken("/hook").size() == 300);
        double seconds = (System.nanoTime() - before) / 1e9;
        LOG.infof("300 messages to one webhook in %.1f s: %.0f a second", seconds, 300 / seconds);
        // By the clock there were four each second.
        assertThat(seconds).isLessThan(60);
        assertThat(receiver.taken("/hook").stream().map(Receiver.Taken::id).distinct())
                .hasSize(300);
    }

    @Test
    void an_answer_that_might_come_after_the_lease_is_not_waited_for() {
        for (Duration length : List.of(Duration.ofSeconds(61), Duration.ofMinutes(5), Duration.ZERO)) {
            assertThatThrownBy(() -> node(length).begin(null))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("COE_WEBHOOK_ANSWER_FOR");
        }
        assertThat(Duration.ofSeconds(60)).isLessThan(Deliveries.LEASE);
    }

    /** So many events, put down for the webhooks. */
    private void backlog(int count) {
        String team = team();
        filed(coe(team));
        mailbag.execute(
                "insert into event (at, type, coe_id, team, actor, audience)"
                        + " select e.at, e.type, e.coe_id, e.team, e.actor, e.audience from"
                        + " (select * from event where type = 'coe.filed' and team = ? limit 1) e,"
                        + " generate_series(1, ?)",
                team,
                count - 1);
        mailbag.fanOut();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

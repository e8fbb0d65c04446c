package org.coetracker.shared.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void those_beyond_wait_for_a_turn_and_those_beyond_them_are_sent_away_at_once() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 1, LONG);
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> first = threads.submit(() -> bulkhead.call(() -> hold("first", begun), Busy::new));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bulkhead.isFull()).isFalse();
        Future<String> second = threads.submit(() -> bulkhead.call(() -> "second", Busy::new));
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!bulkhead.isFull()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> bulkhead.call(() -> "third", Busy::new)).isInstanceOf(Busy.class);
        assertThat(second.isDone()).isFalse();

        end.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(bulkhead.call(() -> "fourth", Busy::new)).isEqualTo("fourth");
    }

    @Test
    void nobody_waits_for_ever() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 1, Duration.ofMillis(5));
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> first = threads.submit(() -> bulkhead.call(() -> hold("first", begun), Busy::new));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> bulkhead.call(() -> "second", Busy::new)).isInstanceOf(Busy.class);
        assertThatThrownBy(() -> bulkhead.call(() -> "third", Busy::new)).isInstanceOf(Busy.class);

        end.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void work_that_fails_gives_its_turn_back() {
        Bulkhead bulkhead = new Bulkhead(1, 0, LONG);

        assertThatThrownBy(() -> bulkhead.call(BulkheadTest::fail, Busy::new)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> bulkhead.call(BulkheadTest::fail, Busy::new)).isInstanceOf(IOException.class);
    }

    @Test
    void who_is_interrupted_does_not_wait_and_stays_interrupted() {
        Bulkhead bulkhead = new Bulkhead(1, 0, LONG);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> bulkhead.call(() -> "work", Busy::new)).isInstanceOf(Busy.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private String hold(String result, CountDownLatch begun) throws InterruptedException {
        begun.countDown();
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        return result;
    }

    private static String fail() throws IOException {
        throw new IOException("failed");
    }

    private static final class Busy extends RuntimeException {}
}

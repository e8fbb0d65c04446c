package org.coetracker.shared.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerTest {
    @Test
    void an_error_does_not_end_the_timer() throws Exception {
        CountDownLatch times = new CountDownLatch(3);
        Worker worker = new Worker("test", "The test is not being done", Duration.ofMillis(1), () -> {
            times.countDown();
            throw new StackOverflowError("once more");
        });
        worker.begin();
        try {
            assertThat(times.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            worker.end();
        }
    }
}

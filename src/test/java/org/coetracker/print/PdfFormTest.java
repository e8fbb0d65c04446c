package org.coetracker.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.coe.CoeView;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PdfFormTest {
    @Test
    void while_the_presses_are_taken_others_are_told_to_come_again_and_then_not_any_more() throws Exception {
        for (int waiting : new int[] {0, 1}) {
            busy(waiting);
        }
    }

    private static void busy(int waiting) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Pages slow = new Pages(null) {
            @Override
            String of(CoeView coe, Map<String, AttachedFiles.Named> files) {
                begun.countDown();
                try {
                    end.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("printed");
            }
        };
        PdfForm form = new PdfForm(slow, null, 1, waiting, Duration.ofMillis(50));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<byte[]> first = threads.submit(() -> form.print(null, Map.of()));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> form.print(null, Map.of()))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            end.countDown();
            assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("printed");
            assertThatThrownBy(() -> form.print(null, Map.of())).hasMessage("printed");
        } finally {
            threads.shutdownNow();
        }
    }
}

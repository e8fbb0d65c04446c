package org.coetracker.nodes;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what other processes do. */
final class Waiting {
    private static final long PAUSE_NANOS = Duration.ofMillis(3).toNanos();

    private Waiting() {}

    /** Asks again and again until it is so; whether it was in time. */
    static boolean isSoWithin(Duration time, Callable<Boolean> question) throws Exception {
        long deadline = System.nanoTime() + time.toNanos();
        while (!question.call()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** Asks again and again until it is so; it has to be, in time. */
    static void until(Supplier<String> what, Duration time, Callable<Boolean> question) throws Exception {
        if (!isSoWithin(time, question)) {
            throw new AssertionError("Not within " + time.toSeconds() + " s: " + what.get());
        }
    }
}

package org.coetracker.shared.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * When to try again what failed elsewhere: soon at first, later and later then, and so many times.
 *
 * @param first the wait after the first attempt
 * @param factor by what each wait is longer than the one before
 * @param longest no wait is longer, but for chance
 * @param attempts attempts in all
 */
public record Backoff(Duration first, int factor, Duration longest, int attempts) {
    /** By so much chance makes a wait longer at most, so that what failed together does not come back together. */
    private static final double SPREAD = 0.2;

    /** Whether there is no other attempt after so many. */
    public boolean isOver(int attempt) {
        return attempt >= attempts;
    }

    /** How long to wait after so many attempts, at least one; chance makes it longer by a fifth at most. */
    public Duration after(int attempt) {
        return after(attempt, ThreadLocalRandom.current().nextDouble());
    }

    /**
     * How long to wait after so many attempts.
     *
     * @param chance from 0 to 1, for no longer than needed to a fifth longer
     */
    Duration after(int attempt, double chance) {
        double millis = Math.min(first.toMillis() * Math.pow(factor, attempt - 1.0), longest.toMillis());
        return Duration.ofMillis(Math.round(millis * (1 + SPREAD * chance)));
    }

    /** How long it is at least from the first attempt to the last one. */
    public Duration inAll() {
        return IntStream.range(1, attempts)
                .mapToObj(attempt -> after(attempt, 0))
                .reduce(Duration.ZERO, Duration::plus);
    }
}

package org.coetracker.webhook;

import java.time.Duration;

/** When to try again: soon at first, later and later then, for five days in all and never less. */
final class Backoff {
    /**
     * Attempts in all; with the waits between them these are five days and some hours, so that the last one finds a webhook that
     * failed all the time beyond its patience.
     */
    static final int ATTEMPTS = 13;
    /** No wait is longer. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int FACTOR = 4;
    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * How long to wait after so many attempts.
     *
     * @param chance from 0 to 1, so that receivers that fail together are not asked together again
     */
    static Duration after(int attempts, double chance) {
        Duration wait = FIRST;
        for (int attempt = 1; attempt < attempts && wait.compareTo(LONGEST) < 0; attempt++) {
            wait = wait.multipliedBy(FACTOR);
        }
        Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        return Duration.ofMillis(Math.round(bounded.toMillis() * (1 + JITTER * chance)));
    }
}

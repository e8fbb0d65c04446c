package org.coetracker.notice.mail;

import java.time.Duration;

/** How long to wait before a message is tried again: three times as long each time, for almost two days in all. */
final class Backoff {
    /** After so many attempts a message is given up, until somebody asks for another one. */
    static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int FACTOR = 3;
    /** By so much it is longer or shorter at most, so that what failed together does not come back together. */
    private static final double SPREAD = 0.2;

    private Backoff() {}

    /**
     * How long to wait.
     *
     * @param attempts how many there were, at least one
     * @param chance from 0 to 1, which makes it shorter or longer
     */
    static Duration after(int attempts, double chance) {
        double millis = Math.min(FIRST.toMillis() * Math.pow(FACTOR, attempts - 1.0), LONGEST.toMillis());
        return Duration.ofMillis(Math.round(millis * (1 + SPREAD * (2 * chance - 1))));
    }
}

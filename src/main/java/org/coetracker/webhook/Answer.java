package org.coetracker.webhook;

import java.time.Duration;

/**
 * What came of an attempt.
 *
 * @param status what the receiver answered; 0 when it did not
 * @param retryAfter how long it asks to be left alone; zero when it does not say
 * @param error what went wrong, for the webhook's owner; empty when nothing did
 */
record Answer(int status, Duration retryAfter, String error) {
    private static final int GONE = 410;

    /** No answer came. */
    static Answer none(String error) {
        return new Answer(0, Duration.ZERO, error);
    }

    /** The receiver has answered. */
    static Answer of(int status, Duration retryAfter) {
        String error = switch (status / 100) {
            case 2 -> "";
            case 3 -> "The receiver answered " + status + "; redirects are not followed.";
            default -> "The receiver answered " + status + ".";
        };
        return new Answer(status, retryAfter, error);
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether the receiver wants no message ever again. */
    boolean isGone() {
        return status == GONE;
    }
}

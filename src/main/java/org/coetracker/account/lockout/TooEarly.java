package org.coetracker.account.lockout;

import java.time.Duration;

/** An attempt to sign in came before its delay was over; it is not looked at. */
public final class TooEarly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCount.Scope scope;
    private final String key;
    private final Duration left;

    TooEarly(FailureCount.Scope scope, String key, Duration left) {
        super("too early", null, false, false);
        this.scope = scope;
        this.key = key;
        this.left = left;
    }

    FailureCount.Scope scope() {
        return scope;
    }

    String key() {
        return key;
    }

    /** How long the delay still lasts. */
    public Duration left() {
        return left;
    }
}

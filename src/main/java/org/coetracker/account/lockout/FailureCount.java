package org.coetracker.account.lockout;

import java.time.Duration;
import java.time.Instant;

/**
 * How many failed sign-ins are counted somewhere. A count fades, one failure after the other; above what is free each
 * failure is followed by a delay twice as long as the last one, up to a quarter of an hour.
 *
 * @param failures how many are counted
 * @param countedAt up to when the fading has been taken into account
 * @param blockedUntil before when nothing is tried; null when there is nothing to wait for
 */
record FailureCount(int failures, Instant countedAt, Instant blockedUntil) {
    /** The longest that anybody has to wait. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** Doubling once more would be longer than the longest delay; more is not counted, so that it can fade. */
    private static final int MOST_DOUBLINGS = 10;

    /** What is counted. The order is that in which the rows are locked. */
    enum Scope {
        /** Somebody guesses one account's password from one network. */
        ACCOUNT_AND_NETWORK(5, Duration.ofHours(1)),
        /** Somebody guesses passwords of many accounts; behind one address there may be an office of people who mistype. */
        NETWORK(50, Duration.ofSeconds(30)),
        /** Somebody guesses one account's password from many networks. */
        ACCOUNT(20, Duration.ofMinutes(10));

        private final int free;
        private final Duration fadesIn;

        /**
         * @param free failures up to the first delay
         * @param fadesIn how long it takes until one failure less is counted
         */
        Scope(int free, Duration fadesIn) {
            this.free = free;
            this.fadesIn = fadesIn;
        }
    }

    /** How long to wait from now on. */
    Duration wait(Instant now) {
        return blockedUntil == null || !blockedUntil.isAfter(now) ? Duration.ZERO : Duration.between(now, blockedUntil);
    }

    /** One failure more. */
    FailureCount raised(Scope scope, Instant now) {
        long steps = Math.max(0, Duration.between(countedAt, now).dividedBy(scope.fadesIn));
        boolean gone = steps >= failures;
        int most = scope.free + MOST_DOUBLINGS;
        int raised = Math.min((gone ? 0 : failures - (int) steps) + 1, most);
        Instant counted = gone ? now : countedAt.plus(scope.fadesIn.multipliedBy(steps));
        return new FailureCount(raised, counted, raised < scope.free ? null : now.plus(delay(raised - scope.free)));
    }

    /**
     * Without a failure that was none. The delay that it began is over, unless somebody else's failure has begun one since.
     *
     * @param raisedTo what the failure had raised the count to, and until when nothing was to be tried after it
     */
    FailureCount without(FailureCount raisedTo) {
        boolean others = blockedUntil != null && !blockedUntil.equals(raisedTo.blockedUntil);
        return new FailureCount(Math.max(failures - 1, 0), countedAt, others ? blockedUntil : null);
    }

    private static Duration delay(int doublings) {
        Duration delay = Duration.ofSeconds(1L << doublings);
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}

package org.coetracker.shared.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.coetracker.shared.problem.ProblemException;

/**
 * How many requests each of many senders may still send: a token bucket for each, which holds a minute's requests and is
 * refilled evenly. One that nobody took from for a minute is full, so that forgetting it changes nothing.
 */
final class Allowances {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Whoever has more addresses than this has more than these limits can hold. */
    private static final int MOST_SENDERS = 50_000;

    private final String name;
    private final int perMinute;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param name of the policy in the headers
     * @param perMinute 0 for any number
     */
    Allowances(String name, int perMinute, Clock clock) {
        this.name = name;
        this.perMinute = perMinute;
        TimeMeter time = new ClockTime(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_SENDERS)
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .build(sender -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                        .withCustomTimePrecision(time)
                        .build());
    }

    boolean areLimited() {
        return perMinute > 0;
    }

    /** Counts a request and says so in its answer's headers; a refusal when there are too many. */
    Optional<ProblemException> take(RoutingContext request, String sender) {
        if (!areLimited()) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.get(sender).tryConsumeAndReturnRemaining(1);
        request.response()
                .putHeader("RateLimit-Policy", '"' + name + "\";q=" + perMinute + ";w=" + WINDOW.toSeconds())
                .putHeader(
                        "RateLimit",
                        '"' + name + "\";r=" + probe.getRemainingTokens() + ";t="
                                + seconds(probe.getNanosToWaitForReset()));
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        long wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
        request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        return Optional.of(ProblemException.tooMany(
                "This " + name + " has sent more than " + perMinute + " requests in a minute. Wait " + wait
                        + " s, and then send them more slowly; the header RateLimit says how many are left.",
                wait));
    }

    /** Takes back that a request was counted. */
    void giveBack(String sender) {
        if (areLimited()) {
            buckets.get(sender).addTokens(1);
        }
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
    }

    /** The service's clock, as the buckets read it. */
    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

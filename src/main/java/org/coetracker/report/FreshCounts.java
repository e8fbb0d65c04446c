package org.coetracker.report;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Counts that are shared by everybody who asks for the same within a few seconds: one computes, the others wait for it or
 * take the last one.
 *
 * @param <K> what is counted, and for whom
 * @param <C> the count
 */
final class FreshCounts<K, C> {
    /** After this a count is made anew, while the last one is still given. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(2);
    /** After this nobody is given the count any more; leaves two seconds of the promised five for counting. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(3);

    /** No answer is older than this. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final LoadingCache<K, C> counts;
    private final Function<C, Instant> asOf;
    private final Clock clock;

    FreshCounts(Function<K, C> count, Function<C, Instant> asOf, Clock clock, Executor executor) {
        this.asOf = asOf;
        this.clock = clock;
        this.counts = Caffeine.newBuilder()
                .executor(executor)
                .refreshAfterWrite(FRESH_FOR)
                .expireAfterWrite(KEPT_FOR)
                .maximumSize(1_000)
                .build(count::apply);
    }

    /** A count of at most five seconds ago. Counting itself takes time: what has become too old by then is counted again. */
    C of(K key) {
        C count = counts.get(key);
        if (asOf.apply(count).plus(PROMISED).isBefore(clock.instant())) {
            counts.invalidate(key);
            return counts.get(key);
        }
        return count;
    }

    /** Forgets what was counted. */
    void forget() {
        counts.invalidateAll();
    }
}

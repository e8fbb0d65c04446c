package org.coetracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.SightChanged;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Reports on recurrence, each computed once in a few seconds for all who see the same. */
@ApplicationScoped
class RecurrenceReports {
    private final Audiences audiences;
    private final FreshCounts<Key, Recurrences.Count> counts;

    RecurrenceReports(Recurrences recurrences, Audiences audiences, Clock clock, ManagedExecutor executor) {
        this.audiences = audiences;
        this.counts = new FreshCounts<>(
                key -> recurrences.count(key.grouping(), key.audience().visibility(), clock.instant()),
                Recurrences.Count::asOf,
                clock,
                executor);
    }

    private record Key(RecurrenceGrouping grouping, Audience audience) {}

    /** A page of the report. */
    RecurrenceReport page(RecurrenceGrouping grouping, int limit, String cursor, Actor actor) {
        String after = ActionReports.decode(cursor);
        Recurrences.Count count = counts.of(new Key(grouping, audiences.of(actor)));
        List<RecurrenceGroup> behind = count.groups().stream()
                .filter(group -> after == null || group.group().compareTo(after) > 0)
                .sorted((one, other) -> one.group().compareTo(other.group()))
                .limit(limit + 1L)
                .toList();
        boolean more = behind.size() > limit;
        List<RecurrenceGroup> shown = more ? behind.subList(0, limit) : behind;
        String next = more ? ActionReports.encode(shown.get(limit - 1).group()) : null;
        return new RecurrenceReport(grouping, count.asOf(), count.totals(), shown, next);
    }

    /** What is restricted at this moment is in nobody's figures from the next on, on this node. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) SightChanged changed) {
        forget();
    }

    /** Forgets what was counted; for tests, which do not wait. */
    void forget() {
        counts.forget();
    }
}

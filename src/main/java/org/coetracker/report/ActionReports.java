package org.coetracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.SightChanged;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Reports on actions. A count over all of them is shared by everybody who sees the same and asks within a few seconds:
 * one computes, the others wait for it or take the last one. Those who see all records share one count, those who see
 * no restricted one another; who sees some of these has a count of their own.
 */
@ApplicationScoped
class ActionReports {
    private final ActionStatistics statistics;
    private final Audiences audiences;
    private final Clock clock;
    private final FreshCounts<Key, Snapshot> snapshots;

    ActionReports(ActionStatistics statistics, Audiences audiences, Clock clock, ManagedExecutor executor) {
        this.statistics = statistics;
        this.audiences = audiences;
        this.clock = clock;
        this.snapshots = new FreshCounts<>(
                key -> statistics.all(key.grouping(), key.audience().visibility(), clock.instant()),
                Snapshot::asOf,
                clock,
                executor);
    }

    /** What is counted, and for whom. */
    private record Key(Grouping grouping, Audience audience) {}

    /** A page of the report. */
    ActionReport page(Grouping grouping, int limit, String cursor, Actor actor) {
        Audience audience = audiences.of(actor);
        if (grouping == Grouping.COE) {
            return byCoe(audience, limit, cursor);
        }
        Snapshot snapshot = snapshots.of(new Key(grouping, audience));
        String after = decode(cursor);
        List<ActionGroup> behind = snapshot.groups().stream()
                .filter(group -> after == null || group.group().compareTo(after) > 0)
                .sorted((one, other) -> one.group().compareTo(other.group()))
                .limit(limit + 1L)
                .toList();
        return report(grouping, snapshot.asOf(), snapshot.totals(), behind, limit);
    }

    private ActionReport byCoe(Audience audience, int limit, String cursor) {
        Instant now = clock.instant();
        String after = decode(cursor);
        if (after != null && !after.matches("COE-[1-9]\\d{0,17}")) {
            throw unknownCursor();
        }
        long number = after == null ? 0 : Long.parseLong(after.substring("COE-".length()));
        List<ActionGroup> behind = statistics.ofCoes(number, limit + 1, audience.visibility(), now);
        Snapshot totals = snapshots.of(new Key(Grouping.TEAM, audience));
        return report(Grouping.COE, totals.asOf(), totals.totals(), behind, limit);
    }

    private static ActionReport report(
            Grouping grouping, Instant asOf, ActionFigures totals, List<ActionGroup> behind, int limit) {
        boolean more = behind.size() > limit;
        List<ActionGroup> shown = more ? behind.subList(0, limit) : behind;
        String next = more ? encode(shown.get(limit - 1).group()) : null;
        return new ActionReport(grouping, asOf, totals, shown, next);
    }

    /** What is restricted at this moment is in nobody's figures from the next on, on this node. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) SightChanged changed) {
        forget();
    }

    /** Forgets what was counted; for tests, which do not wait. */
    void forget() {
        snapshots.forget();
    }

    static String encode(String group) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("g:" + group).getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String group = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (group.startsWith("g:")) {
                return group.substring(2);
            }
        } catch (IllegalArgumentException e) {
            // Not one of ours; said below.
        }
        throw unknownCursor();
    }

    private static ProblemException unknownCursor() {
        return ProblemException.of(
                ErrorCode.MALFORMED,
                List.of(Violation.of(
                        "cursor", "unknown_cursor", "This cursor is not one of this report; take its nextCursor.")));
    }
}

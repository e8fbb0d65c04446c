package org.coetracker.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.coetracker.access.Actor;

/**
 * Keeps in the audit trail who took what out as a file: once for a credential, a file and an hour of the clock, for
 * what is in the trail is there for good, and a dashboard polls all day. Each node remembers that for itself, for the
 * {@value #REMEMBERED} last of them; a node that has forgotten, or did not know, writes once more.
 */
@ApplicationScoped
public class Exports {
    private static final int REMEMBERED = 10_000;

    private final History history;
    private final Clock clock;
    private final Cache<Export, Instant> recorded =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Exports(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** What was in a file. */
    private record Exported(String format, String groupBy, int rows) {}

    /** Who takes out what, and by what. */
    private record Export(String actor, String credential, String name, String format, String groupBy) {}

    /**
     * Records that a file goes out, unless that was recorded in this hour.
     *
     * @param name what is in it, as the trail calls that
     * @param format what sort of file it is
     * @param groupBy what it is grouped by; null for what is not
     * @param rows how many lines are in the file
     */
    public void record(Actor actor, String name, String format, String groupBy, int rows) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Export export = new Export(actor.handle(), actor.credential().text(), name, format, groupBy);
        if (!hour.equals(recorded.getIfPresent(export))) {
            write(actor, now, name, format, groupBy, rows);
            // Only now: what could not be written has to be tried again. Two at once write two events.
            recorded.put(export, hour);
        }
    }

    @Transactional
    void write(Actor actor, Instant now, String name, String format, String groupBy, int rows) {
        Exported details = new Exported(format, groupBy, rows);
        history.event(actor, now, AuditKind.EXPORT, name, "exported", null, details);
    }
}

package org.coetracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.coetracker.access.Actor;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;

/** Keeps in the audit trail who took figures out as a file. */
@ApplicationScoped
class Exports {
    private final History history;
    private final Clock clock;

    Exports(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** What was in a file. */
    private record Exported(String format, Grouping groupBy, int rows) {}

    /**
     * Records that a report goes out.
     *
     * @param name what the report is called in the trail
     */
    @Transactional
    void record(Actor actor, String name, ActionReport report) {
        Exported details = new Exported("csv", report.groupBy(), report.items().size());
        history.event(actor, clock.instant(), AuditKind.EXPORT, name, "exported", null, details);
    }
}

package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.action.ActionCounts;
import org.coetracker.action.Actions;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Lists of COEs: without their answers, with counts of their actions. */
@ApplicationScoped
class CoeList {
    private static final String ROW = """
            new org.coetracker.coe.CoeRow(c.id, c.number, c.version, c.status, c.kind, c.severity, c.confidentiality,
                c.title, c.summary, c.team, c.owner, c.reviewers, c.reviewTeams, c.services, c.regions, c.tags,
                c.incident.startedAt, c.incident.detectedAt, c.incident.engagedAt,
                c.incident.mitigatedAt, c.incident.resolvedAt, c.createdAt, c.updatedAt)""";

    private final Pages pages;
    private final Actions actions;
    private final Clock clock;

    CoeList(Pages pages, Actions actions, Clock clock) {
        this.pages = pages;
        this.actions = actions;
        this.clock = clock;
    }

    /** A page of the COEs that the filters let through, newest first unless asked otherwise. */
    Page<CoeSummary> page(CoeFilters filters, PageQuery query, Actor actor) {
        Instant now = clock.instant();
        Violations violations = new Violations();
        Selection selection = filters.read(now, violations);
        PageRequest page = query.read(null, CoeSort.CREATED_AT, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Visibility visibility = Visibility.of(actor);
        visibility.limit(selection, visibility.ofCoes("c"));
        Page<CoeRow> rows = pages.fetch(ROW, "Coe c", "c.id", selection, page);
        Map<UUID, ActionCounts> counts =
                actions.countsOf(rows.items().stream().map(CoeRow::id).toList(), now);
        return rows.map(row -> row.with(counts.getOrDefault(row.id(), ActionCounts.NONE)));
    }
}

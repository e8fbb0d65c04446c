package org.coetracker.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import org.coetracker.audit.AuditEvent.PatchOperation;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** All that was done, as administrators read it: the sealed events, in the order of the chain. */
@ApplicationScoped
class AuditTrail {
    /** What was before is looked up for the events on the page alone. */
    private static final String PAGE = """
            with page as materialized (
                select s.sequence, h.id, h.at, h.actor, h.credential, h.address, h.request_id, h.subject, h.subject_id,
                    h.version, h.change, h.reason, h.snapshot
                from audit_seal s join history h on h.id = s.history_id%s
                order by s.sequence desc limit :limit
            )
            select p.sequence, p.at, p.actor, p.credential, p.address, p.request_id, p.subject, p.subject_id,
                p.change, p.reason, cast(p.snapshot as text),
                case when p.version > 0 then (
                    select cast(b.snapshot as text) from history b
                    where b.subject_id = p.subject_id and b.subject = p.subject
                        and b.id < p.id and b.snapshot is not null and b.version > 0
                    order by b.id desc limit 1) end
            from page p order by p.sequence desc""";

    private final EntityManager database;
    private final AuditChain chain;

    AuditTrail(EntityManager database, AuditChain chain) {
        this.database = database;
        this.chain = chain;
    }

    /** A page of the events, newest first; what was committed before the call is in it. */
    Page<AuditEvent> page(AuditFilters filters, AuditPageQuery query) {
        Violations violations = new Violations();
        Selection selection = filters.read(violations);
        int limit = query.readLimit(violations);
        selection.where("s.sequence < :behind", "behind", behind(query.cursor(), violations));
        violations.orElseThrow(ErrorCode.MALFORMED);
        chain.seal();

        List<AuditEvent> events = events(selection, limit + 1);
        boolean more = events.size() > limit;
        List<AuditEvent> shown = more ? events.subList(0, limit) : events;
        return new Page<>(shown, more ? Long.toString(shown.get(limit - 1).sequence()) : null, null);
    }

    private static Long behind(String cursor, Violations violations) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.matches("[1-9]\\d{0,17}")) {
            violations.parameter("cursor", "unknown_cursor", "Take nextCursor of the page before.");
            return null;
        }
        return Long.valueOf(cursor);
    }

    @SuppressWarnings("unchecked")
    private List<AuditEvent> events(Selection selection, int limit) {
        Query query = database.createNativeQuery(PAGE.formatted(selection.text()), Object[].class)
                .setParameter("limit", limit);
        selection.all().forEach(query::setParameter);
        return ((List<Object[]>) query.getResultList())
                .stream().map(AuditTrail::event).toList();
    }

    private static AuditEvent event(Object[] row) {
        AuditKind kind = AuditKind.of((String) row[6]);
        JsonNode after = History.snapshot(row[10]);
        JsonNode before = History.snapshot(row[11]);
        return new AuditEvent(
                ((Number) row[0]).longValue(),
                (Instant) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                kind,
                object(kind, after, before, (String) row[7]),
                (String) row[8],
                (String) row[9],
                patch(kind, row, before, after));
    }

    /** The sweep writes no snapshots, of a hundred thousand actions in a night: its events say themselves what it did. */
    private static List<PatchOperation> patch(AuditKind kind, Object[] row, JsonNode before, JsonNode after) {
        String change = (String) row[8];
        if (!(after instanceof MissingNode)) {
            return "deleted".equals(change) ? Patches.removal(after) : Patches.between(before, after);
        }
        if (kind == AuditKind.ACTION && "flagged".equals(change)) {
            return Patches.flagging(before, (Instant) row[1]);
        }
        if (kind == AuditKind.OVERDUE_REVIEW && "resolved".equals(change)) {
            return Patches.resolving((String) row[9], (Instant) row[1]);
        }
        return List.of();
    }

    private static String object(AuditKind kind, JsonNode after, JsonNode before, String id) {
        return switch (kind) {
            case COE, ACTION, OVERDUE_REVIEW -> History.ref(after, History.ref(before, id));
            default -> id;
        };
    }
}

package org.coetracker.work;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.AnsweredTeams;
import org.coetracker.access.Visibility;
import org.coetracker.policy.Policies;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/** What somebody owes: five questions, asked as one. */
@ApplicationScoped
class Work {
    private static final String ACTIONS = """
            select 'action' as kind, a.id, a.coe_number, a.number, a.title, a.team, cast(null as text) as about,
                a.due_on, cast(null as integer) as escalation_level
            from action a
            where a.owner = :me and a.state in ('committed', 'in_progress') and not a.withdrawn and {actions}""";

    private static final String DECISIONS = """
            select 'decision', r.id, a.coe_number, a.number, a.title, r.team, r.about, r.due_on, r.escalation_level
            from overdue_review r join action a on a.id = r.action_id
            where r.status = 'pending' and {actions}
                and (r.team in (select handle from answered) or r.escalated_to in (select handle from answered))""";

    private static final String VERIFICATIONS = """
            select 'verification', a.id, a.coe_number, a.number, a.title, a.team, null, a.verify_by, null
            from action a join team t on t.handle = a.team
            where a.state = 'done' and not a.withdrawn and a.verify_by is not null and {actions}
                and a.owner is distinct from :me
                and (a.observe_until is null or a.observe_until <= local_date(:now, t.time_zone))
                and (a.verifier = :me or a.team in (select handle from answered)
                    and not exists (select from person p where p.handle = a.verifier and p.active))""";

    private static final String COE_REVIEWS = """
            select 'coe_review', c.id, c.number, null, c.title, c.team, null,
                local_date(coalesce(c.mitigated_at, c.created_at), t.time_zone)
                    + cast(cast(:approvedWithin as json) ->> c.severity as integer), null
            from coe c join team t on t.handle = c.team
            where c.status = 'in_review' and c.owner <> :me and {coes}
                and (c.reviewers && cast(array[:me] as varchar[])
                    or c.reviewers = '{}' and c.team in (select handle from answered))""";

    private static final String LATE_COES = """
            select 'late_coe', l.id, c.number, null, c.title, l.team, l.deadline, l.due_on, l.escalation_level
            from late_coe l join coe c on c.id = l.coe_id
            where l.status = 'pending' and {coes}
                and (c.owner = :me or l.team in (select handle from answered)
                    or l.escalated_to in (select handle from answered))""";

    private static final String ALL =
            String.join("\nunion all\n", ACTIONS, DECISIONS, VERIFICATIONS, COE_REVIEWS, LATE_COES);

    private static final String COUNT = "select count(*) from (%s) w".formatted(ALL);

    private static final String SOONEST_FIRST = """
            select w.kind, w.id, w.coe_number, w.number, w.title, w.team, w.about, w.due_on,
                w.due_on < local_date(:now, t.time_zone), w.escalation_level
            from (%s) w join team t on t.handle = w.team
            where (w.due_on, w.kind, w.id) > (:dueOn, :kind, :id)
            order by w.due_on, w.kind, w.id
            limit :limit""".formatted(ALL);

    private static final Place FIRST = new Place(LocalDate.of(1, 1, 1), "", new UUID(0, 0));

    private final EntityManager database;
    private final Policies policies;
    private final Clock clock;

    Work(EntityManager database, Policies policies, Clock clock) {
        this.database = database;
        this.policies = policies;
        this.clock = clock;
    }

    /** A page of what somebody owes, soonest first. */
    Page<WorkItem> page(WorkQuery query, Actor actor) {
        Violations violations = new Violations();
        int limit = query.readLimit(violations);
        boolean counted = query.readCount(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Place behind = query.cursor() == null ? FIRST : Place.decode(query.cursor());
        List<Object[]> rows = query(SOONEST_FIRST, actor, Object[].class)
                .setParameter("dueOn", behind.dueOn())
                .setParameter("kind", behind.kind())
                .setParameter("id", behind.id())
                .setParameter("limit", limit + 1)
                .getResultList();
        List<WorkItem> items = rows.stream().limit(limit).map(Work::item).toList();
        String next = rows.size() > limit ? Place.of(items.get(limit - 1)).encode() : null;
        return new Page<>(items, next, counted ? query(COUNT, actor, Long.class).getSingleResult() : null);
    }

    private <T> TypedQuery<T> query(String sql, Actor actor, Class<T> row) {
        Visibility visibility = Visibility.of(actor);
        String visible = (AnsweredTeams.WITH + sql)
                .replace("{actions}", visibility.ofActionRows("a"))
                .replace("{coes}", visibility.ofCoeRows("c"));
        @SuppressWarnings("unchecked")
        TypedQuery<T> query = (TypedQuery<T>) database.createNativeQuery(visible, row);
        return AnsweredTeams.bind(visibility.bind(query), actor)
                .setParameter(
                        "approvedWithin", JsonText.write(policies.deadlines().approvedWithinDays()))
                .setParameter("now", clock.instant());
    }

    private static WorkItem item(Object[] row) {
        String coe = "COE-" + row[2];
        return new WorkItem(
                WorkItem.Kind.valueOf(((String) row[0]).toUpperCase(Locale.ROOT)),
                (UUID) row[1],
                coe,
                row[3] == null ? null : coe + "-A" + row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (LocalDate) row[7],
                (Boolean) row[8],
                (Integer) row[9]);
    }

    /** Where a page ended. */
    private record Place(LocalDate dueOn, String kind, UUID id) {
        static Place of(WorkItem last) {
            return new Place(last.dueOn(), last.kind().name().toLowerCase(Locale.ROOT), last.id());
        }

        String encode() {
            byte[] text = JsonText.write(List.of(dueOn.toString(), kind, id.toString()))
                    .getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }

        static Place decode(String cursor) {
            try {
                JsonNode parts =
                        JsonText.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
                String kind = parts.path(1).asText().toUpperCase(Locale.ROOT);
                return new Place(
                        LocalDate.parse(parts.path(0).asText()),
                        WorkItem.Kind.valueOf(kind).name().toLowerCase(Locale.ROOT),
                        UUID.fromString(parts.path(2).asText()));
            } catch (IllegalArgumentException | DateTimeException | UncheckedIOException e) {
                throw ProblemException.of(
                        ErrorCode.MALFORMED,
                        List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before.")));
            }
        }
    }
}

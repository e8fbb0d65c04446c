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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coetracker.access.Actor;
import org.coetracker.access.AnsweredTeams;
import org.coetracker.access.Role;
import org.coetracker.access.Visibility;
import org.coetracker.policy.DeadlinePolicy;
import org.coetracker.policy.Policies;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/** What somebody owes: several questions, asked as one. */
@ApplicationScoped
class Work {
    private static final String IN_ANSWERED = "any(array(select handle from answered))";

    /** What somebody answers for, one question for each way in which it comes to them: no row fulfils two. */
    private static final List<String> ASKED = List.of(
            "not {hidden} and {team} = " + IN_ANSWERED,
            """
            not {hidden} and {team} = any(array(select handle from orphaned)) and exists (
                select from coe own where own.id = {coe}
                    and (own.team = any(:managed)
                        or :seesAll and own.team = any(array(select handle from unmanaged))))""",
            "{hidden} and :answering and :me = any(managers_to_tell({team}, {coe}))");

    /** The same of what climbs: whoever it came to goes on owing it. */
    private static final List<String> ASKED_AND_CLIMBED = List.of(ASKED.get(0), """
            not {hidden} and {row}.escalation_level > 0
                and {row}.climbed_to && array(select cast(handle as varchar) from answered)
                and {team} <> all(array(select handle from answered))""", ASKED.get(1), """
            {hidden} and :answering and exists (
                select from unnest(array_prepend(cast({team} as varchar), {row}.climbed_to)) as on_the_ladder (team)
                where :me = any(managers_to_tell(on_the_ladder.team, {coe})))""");

    private static final String ACTIONS = """
            select 'action' as kind, a.id, a.coe_number, a.number, a.title, a.team, cast(null as text) as about,
                a.due_on, cast(null as integer) as escalation_level
            from action a
            where a.owner = :me and a.state in ('committed', 'in_progress') and not a.withdrawn and {actions}""";

    /** Those whose owners are not there, from when their managers are told of it until a decision is owed. */
    private static final String UNOWNED_ACTIONS = """
            select 'action', a.id, a.coe_number, a.number, a.title, a.team, null, a.due_on, null
            from absence b join action a on a.id = b.action_id and a.owner = b.owner join person p on p.handle = b.owner
            where a.state in ('committed', 'in_progress') and not a.withdrawn and a.flagged_at is null
                and (not p.active or a.restricted and not coe_shown_to(p.handle, a.coe_id))
                and {actions} and {asked}""";

    private static final String DECISIONS = """
            select 'decision', r.id, a.coe_number, a.number, a.title, r.team, r.about, r.due_on, r.escalation_level
            from overdue_review r join action a on a.id = r.action_id
            where r.status = 'pending' and {actions} and {asked}""";

    private static final String CHECKABLE = """
            select 'verification', a.id, a.coe_number, a.number, a.title, a.team, null, a.verify_by, null
            from action a join team t on t.handle = a.team
            where a.state = 'done' and not a.withdrawn and a.verify_by is not null and {actions}
                and a.owner is distinct from :me
                and (a.observe_until is null or a.observe_until <= local_date(:now, t.time_zone))""";

    private static final String VERIFICATIONS = CHECKABLE + " and a.verifier = :me";

    private static final String UNCHECKED = CHECKABLE + """
             and not exists (select from person p where p.handle = a.verifier and p.active
                and (not a.restricted or coe_shown_to(p.handle, a.coe_id))) and {asked}""";

    private static final String REVIEW = """
            select 'coe_review', c.id, c.number, null, c.title, c.team, null,
                local_date({since}, t.time_zone)
                    + cast(cast(:approvedWithin as json) ->> c.severity as integer), null
            from coe c join team t on t.handle = c.team {of}
            where :writes and {coes} and
            """;

    /** For whom a review waits is said by the database; the rest spares it the question where it can be answered without. */
    private static final String COE_REVIEWS =
            REVIEW.replace("{since}", "coalesce(c.mitigated_at, c.created_at)").replace("{of}", "") + """
            c.status = 'in_review'
                and (c.reviewers && cast(array[:me] as varchar[]) or c.review_teams && cast(:mine as varchar[])
                    or c.team = any(:overseen)
                    or (:signsOff or :administers) and exists (
                        select from review_round r where r.coe_id = c.id and r.outcome is null and r.exposed)
                    or :administers and :me = any(review_managers(c.id)))
                and :me = any(review_waits_for(c.id))""";

    private static final String SIGN_OFFS = REVIEW.replace("{since}", "r.sign_off_asked_at")
                    .replace("{of}", "join review_round r on r.coe_id = c.id and r.sign_off_asked_at is not null")
            + """
            c.status in ('approved', 'closed') and (:signsOff or :administers)
                and :me = any(review_signers(c.id))""";

    /** COEs whose owners are not there, from when their managers are told of it until they are late. */
    private static final String UNOWNED_COES = """
            select 'coe_unowned', c.id, c.number, null, c.title, c.team, null,
                local_date(coalesce(c.mitigated_at, c.created_at), t.time_zone) + cast(cast(
                    case c.status when 'draft' then :submittedWithin else :approvedWithin end as json)
                        ->> c.severity as integer), null
            from coe_absence b join coe c on c.id = b.coe_id and c.owner = b.owner join person p on p.handle = b.owner
                join team t on t.handle = c.team
            where c.status in ('draft', 'in_review', 'changes_requested') and not p.active
                and not exists (select from late_coe l where l.coe_id = c.id and l.status = 'pending')
                and {coes} and {asked}""";

    private static final String LATE = """
            select 'late_coe', l.id, c.number, null, c.title, l.team, l.deadline, l.due_on, l.escalation_level
            from late_coe l join coe c on c.id = l.coe_id
            where l.status = 'pending' and {coes}""";

    private static final String LATE_COES = LATE + " and c.owner = :me";

    /** Whoever has approved it has done what they could. */
    private static final String ASKED_LATE_COES = LATE
            + " and c.owner <> :me and {asked}"
            + " and not (l.deadline = 'approval' and c.status = 'in_review' and review_approved_by(:me, c.id))";

    private static final String ALL = Stream.of(
                    Stream.of(ACTIONS, VERIFICATIONS, COE_REVIEWS, SIGN_OFFS, LATE_COES),
                    asked(UNOWNED_ACTIONS, ASKED, "a", "a.coe_id", "a.restricted"),
                    asked(DECISIONS, ASKED_AND_CLIMBED, "r", "a.coe_id", "a.restricted"),
                    asked(UNCHECKED, ASKED, "a", "a.coe_id", "a.restricted"),
                    asked(UNOWNED_COES, ASKED, "c", "c.id", "c.confidentiality = 'restricted'"),
                    asked(ASKED_LATE_COES, ASKED_AND_CLIMBED, "l", "c.id", "c.confidentiality = 'restricted'"))
            .flatMap(questions -> questions)
            .collect(Collectors.joining("\nunion all\n"));

    private static Stream<String> asked(String question, List<String> ways, String row, String coe, String restricted) {
        return ways.stream()
                .map(way -> question.replace("{asked}", way)
                        .replace("{row}", row)
                        .replace("{team}", row + ".team")
                        .replace("{coe}", coe)
                        .replace("{hidden}", "(" + restricted + ")"));
    }

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
        boolean seesAll = visibility.seesRestricted();
        DeadlinePolicy deadlines = policies.deadlines();
        String visible = (AnsweredTeams.WITH + sql)
                .replace("{actions}", visibility.ofActionRows("a"))
                .replace("{coes}", visibility.ofCoeRows("c"));
        @SuppressWarnings("unchecked")
        TypedQuery<T> query = (TypedQuery<T>) database.createNativeQuery(visible, row);
        return AnsweredTeams.bind(visibility.bind(query), actor, seesAll)
                .setParameter("me", actor.handle())
                .setParameter(
                        "mine",
                        Stream.concat(actor.teams().stream(), actor.managed().stream())
                                .distinct()
                                .sorted()
                                .toArray(String[]::new))
                .setParameter("overseen", actor.overseen().stream().sorted().toArray(String[]::new))
                .setParameter("administers", actor.roles().contains(Role.ADMIN))
                .setParameter("signsOff", actor.roles().contains(Role.SECURITY_REVIEWER))
                .setParameter("writes", actor.roles().stream().anyMatch(role -> role != Role.VIEWER))
                .setParameter("seesAll", seesAll)
                .setParameter("submittedWithin", JsonText.write(deadlines.submittedWithinDays()))
                .setParameter("approvedWithin", JsonText.write(deadlines.approvedWithinDays()))
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

package org.coetracker.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import org.coetracker.access.Actor;
import org.coetracker.job.Batch;
import org.coetracker.job.Counts;
import org.coetracker.policy.EscalationPolicy;

/**
 * What waits for somebody, as sets. A step of the ladder is taken once: the level in the row says which were. Days are
 * counted in the time zone of the team that is waited for. The version of what waits stays: to tell others of it changes
 * nothing that anybody wrote.
 */
@ApplicationScoped
class Escalations {
    private static final Actor SWEEP = Actor.system(EscalationSweep.NAME);

    /** A bound for the index that holds in all time zones comes first; then the days are counted. */
    private static final String WAITING = """
            from {waiting} r join {subject} s on s.id = r.{subject}_id join team t on t.handle = r.team
            cross join lateral (
                select local_date(:now, t.time_zone) - local_date(r.ladder_from, t.time_zone) as days) waited
            cross join lateral (
                select case when waited.days >= :topAfter then 2 when waited.days >= :parentAfter then 1 else 0 end as level) due
            where r.status = 'pending' and r.escalation_level < 2
                and r.ladder_from < cast(:now as timestamptz) - make_interval(days => :parentAfter - 1, hours => -2)
                and due.level > r.escalation_level""";

    /**
     * Who should have been told before, and was not as a run was missed, is told now. What has climbed, ended or gone to
     * another team since it was looked at stays as it is.
     */
    private static final String ESCALATE = """
            with due as materialized (
                select r.id, r.team, r.ladder_from, r.escalation_level as before, due.level,
                    ladder_team(r.team, 1) as parent, ladder_team(r.team, 1000) as top, {details}
                %s
                order by r.ladder_from, r.id
                limit :limit
                for no key update of s skip locked
            ), steps as materialized (
                select d.*, case
                    when d.level = 1 then array[d.parent]
                    when d.before = 0 and d.parent <> d.top then array[d.parent, d.top]
                    else array[d.top] end as steps
                from due d
            ), escalated as (
                update {waiting} r
                set escalation_level = d.level, escalated_at = :now, escalated_to = d.steps[cardinality(d.steps)],
                    climbed_to = r.climbed_to || cast(d.steps as varchar[])
                from steps d
                where d.id = r.id and r.status = 'pending' and r.escalation_level = d.before
                    and r.team = d.team and r.ladder_from = d.ladder_from
                returning d.*
            ), kept as (
                insert into history (at, actor, credential, subject, subject_id, coe_id, version, change)
                select :now, :actor, 'system', '{kept}', cast(kept_id as text), coe_id, version, 'escalated' from escalated
            ), told as (
                insert into event (at, type, coe_id, action_id, team, actor, audience, detail)
                select :now, '{event}', coe_id, action_id, team, :actor,
                    array(select 'managers:' || s.step from unnest(steps) with ordinality s (step, place) order by s.place),
                    json_build_object('about', about, 'dueOn', due_on, 'level', level)
                from escalated
            )
            select (select count(*) from due), (select count(*) from escalated)""".formatted(WAITING);

    /** What may wait for somebody; the row that it is about is locked before its own, as everywhere. */
    enum Waiting {
        /** An overdue action for a decision. */
        OVERDUE_REVIEW(
                "overdue_review",
                "action",
                "action.escalated",
                "r.id as kept_id, r.version, s.coe_id, s.id as action_id, r.about, r.due_on"),
        /** A late COE for being written, or agreed to. */
        LATE_COE(
                "late_coe",
                "coe",
                "coe.late",
                "s.id as kept_id, s.version, s.id as coe_id, cast(null as uuid) as action_id, r.deadline as about, r.due_on");

        private final String table;
        private final String subject;
        private final String event;
        private final String details;

        Waiting(String table, String subject, String event, String details) {
            this.table = table;
            this.subject = subject;
            this.event = event;
            this.details = details;
        }

        private String of(String sql) {
            return sql.replace("{waiting}", table)
                    .replace("{subject}", subject)
                    .replace("{kept}", this == LATE_COE ? "coe" : table)
                    .replace("{event}", event)
                    .replace("{details}", details);
        }
    }

    private final EntityManager database;

    Escalations(EntityManager database) {
        this.database = database;
    }

    /** How much waits, and for how much of it the next team is to be told. */
    Counts count(EscalationPolicy policy, Instant now) {
        long waiting = 0;
        long due = 0;
        for (Waiting kind : Waiting.values()) {
            waiting += number(
                    database.createNativeQuery(kind.of("select count(*) from {waiting} where status = 'pending'")));
            due += number(bind(database.createNativeQuery(kind.of("select count(*) " + WAITING)), policy, now));
        }
        return new Counts(waiting, 0, 0, due);
    }

    /** Takes a batch of what waits a step up the ladder, and tells whoever stands there. */
    Batch escalate(Waiting kind, EscalationPolicy policy, int limit, Instant now) {
        Object[] row = (Object[]) bind(database.createNativeQuery(kind.of(ESCALATE), Object[].class), policy, now)
                .setParameter("limit", limit)
                .setParameter("actor", SWEEP.handle())
                .getSingleResult();
        long told = ((Number) row[1]).longValue();
        return new Batch(new Counts(0, 0, 0, told), ((Number) row[0]).longValue() >= limit);
    }

    private static Query bind(Query query, EscalationPolicy policy, Instant now) {
        return query.setParameter("now", now)
                .setParameter("parentAfter", policy.parentAfterDays())
                .setParameter("topAfter", policy.topAfterDays());
    }

    private static long number(Query query) {
        return ((Number) query.getSingleResult()).longValue();
    }
}

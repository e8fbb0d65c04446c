package org.coetracker.deadline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import org.coetracker.access.Actor;
import org.coetracker.coe.CoeMoved;
import org.coetracker.coe.Status;
import org.coetracker.job.Counts;
import org.coetracker.policy.DeadlinePolicy;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.JsonText;

/** The late COEs as sets. Days are counted in the time zone of the COE's team. */
@ApplicationScoped
class LateCoes {
    private static final Actor SWEEP = Actor.system(DeadlineSweep.NAME);

    /** The deadlines of all COEs that are not agreed to yet. */
    private static final String OWED = """
            select c.id, c.team, c.owner, c.version, d.deadline, t.time_zone,
                local_date(coalesce(c.mitigated_at, c.created_at), t.time_zone) + d.days as due_on
            from coe c join team t on t.handle = c.team
            cross join lateral (values
                ('submission', c.status = 'draft', cast(cast(:submitted as json) ->> c.severity as integer)),
                ('approval', true, cast(cast(:approved as json) ->> c.severity as integer))) d (deadline, owed, days)
            where c.status in ('draft', 'in_review', 'changes_requested') and d.owed""";

    private static final String LATE = """
            from (%s) o
            where o.due_on < local_date(:now, o.time_zone)
                and not exists (select from late_coe l
                    where l.coe_id = o.id and l.deadline = o.deadline and l.status = 'pending')""".formatted(OWED);

    /** What became late, caught up and became late again for the same day is the same row, once more. */
    private static final String FLAG = """
            with late as materialized (
                select o.* %s limit :limit
            ), claimed as materialized (
                select late.* from late join coe c on c.id = late.id for no key update of c skip locked
            ), flagged as (
                insert into late_coe as l (id, coe_id, deadline, due_on, team, flagged_at, status, version)
                select cast(overlay(cast(gen_random_uuid() as text) placing :idTime from 1 for 15) as uuid),
                    id, deadline, due_on, team, :now, 'pending', 1
                from claimed
                on conflict (coe_id, deadline, due_on) do update
                set status = 'pending', flagged_at = :now, team = excluded.team, resolution = null, resolved_at = null,
                    escalation_level = 0, escalated_to = null, escalated_at = null, version = l.version + 1
                where l.status = 'resolved'
                returning coe_id, deadline
            ), kept as (
                insert into history (at, actor, credential, subject, subject_id, coe_id, version, change, reason)
                select :now, :actor, 'system', 'coe', cast(c.id as text), c.id, c.version, 'flagged_late', c.deadline
                from claimed c join flagged f on f.coe_id = c.id and f.deadline = c.deadline
            ), told as (
                insert into event (at, type, coe_id, team, actor, audience, detail)
                select :now, 'coe.late', c.id, c.team, :actor, array['person:' || c.owner, 'managers:' || c.team],
                    json_build_object('about', c.deadline, 'dueOn', c.due_on, 'level', 0)
                from claimed c join flagged f on f.coe_id = c.id and f.deadline = c.deadline
            )
            select count(*) from flagged""".formatted(LATE);

    private static final String RESOLVE = """
            with owed as (%s), settled as materialized (
                select l.id from late_coe l join coe c on c.id = l.coe_id
                where l.status = 'pending' and not exists (select from owed o
                    where o.id = l.coe_id and o.deadline = l.deadline and o.due_on = l.due_on
                        and o.due_on < local_date(:now, o.time_zone))
                limit :limit
                for no key update of c skip locked
            ), resolved as (
                update late_coe l set status = 'resolved', resolution = 're_dated', resolved_at = :now, version = version + 1
                from settled s where s.id = l.id and l.status = 'pending'
                returning l.id
            )
            select count(*) from resolved""".formatted(OWED);

    private final EntityManager database;

    LateCoes(EntityManager database) {
        this.database = database;
    }

    /** How many COEs are to be flagged. */
    Counts count(DeadlinePolicy policy, Instant now) {
        return Counts.flagged(number(bind(database.createNativeQuery("select count(*) " + LATE), policy, now)));
    }

    /** Flags a batch of COEs that missed a deadline. */
    Counts flag(DeadlinePolicy policy, int limit, Instant now) {
        return Counts.flagged(number(bind(database.createNativeQuery(FLAG), policy, now)
                .setParameter("limit", limit)
                .setParameter("idTime", Ids.prefix(now))
                .setParameter("actor", SWEEP.handle())));
    }

    /** Ends a batch of flags about deadlines that are not those of their COEs any more. */
    Counts resolveSettled(DeadlinePolicy policy, int limit, Instant now) {
        return Counts.resolved(
                number(bind(database.createNativeQuery(RESOLVE), policy, now).setParameter("limit", limit)));
    }

    /** A COE that moves on has caught up, in the transaction of the move. */
    void resolve(@Observes CoeMoved moved) {
        boolean settled =
                moved.to() == Status.APPROVED || moved.to() == Status.WITHDRAWN || moved.to() == Status.CLOSED;
        database.createNativeQuery("""
                        update late_coe set status = 'resolved', resolution = :resolution, resolved_at = :now,
                            version = version + 1
                        where coe_id = :coe and status = 'pending' and (:settled or deadline = 'submission')""")
                .setParameter("resolution", moved.change())
                .setParameter("now", moved.at())
                .setParameter("coe", moved.coe())
                .setParameter("settled", settled)
                .executeUpdate();
    }

    private static Query bind(Query query, DeadlinePolicy policy, Instant now) {
        return query.setParameter("now", now)
                .setParameter("submitted", JsonText.write(policy.submittedWithinDays()))
                .setParameter("approved", JsonText.write(policy.approvedWithinDays()));
    }

    private static long number(Query query) {
        return ((Number) query.getSingleResult()).longValue();
    }
}

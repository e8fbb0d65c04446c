package org.coetracker.deadline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.coe.CoeHandedOver;
import org.coetracker.coe.CoeMoved;
import org.coetracker.coe.Status;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;
import org.coetracker.job.Batch;
import org.coetracker.job.Counts;
import org.coetracker.policy.DeadlinePolicy;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.JsonText;

/** The late COEs as sets. Days are counted in the time zone of the COE's team. */
@ApplicationScoped
class LateCoes {
    private static final Actor SWEEP = Actor.system(DeadlineSweep.NAME);

    /** The deadlines that COEs, of which none is agreed to yet, have missed. */
    private static final String MISSED = """
            select c.id, c.team, c.owner, c.version, d.deadline, o.due_on
            from coe c join team t on t.handle = c.team
            cross join lateral (values
                ('submission', c.status = 'draft', cast(cast(:submitted as json) ->> c.severity as integer)),
                ('approval', true, cast(cast(:approved as json) ->> c.severity as integer))) d (deadline, owed, days)
            cross join lateral (
                select local_date(coalesce(c.mitigated_at, c.created_at), t.time_zone) + d.days as due_on) o
            where c.status in ('draft', 'in_review', 'changes_requested') and d.owed
                and o.due_on < local_date(:now, t.time_zone)""";

    private static final String UNFLAGGED = """
            (%s) m where not exists (select from late_coe l
                where l.coe_id = m.id and l.deadline = m.deadline and l.status = 'pending')""".formatted(MISSED);

    private static final String SETTLED = """
            late_coe l where l.status = 'pending' and not exists (select from (%s) m
                where m.id = l.coe_id and m.deadline = l.deadline and m.due_on = l.due_on)""".formatted(MISSED);

    /**
     * Locks COEs, except those that somebody is just changing. What is to be done to them is asked in a statement of its
     * own, which sees them as they are now that they stay so.
     */
    private static final String CLAIM = """
            select c.id from coe c where c.id in (select {id} from {what})
            limit :limit
            for no key update of c skip locked""";

    private static final String CLAIM_UNFLAGGED = CLAIM.replace("{id}", "m.id").replace("{what}", UNFLAGGED);

    private static final String CLAIM_SETTLED =
            CLAIM.replace("{id}", "l.coe_id").replace("{what}", SETTLED);

    /** What became late, caught up and became late again for the same day is the same row, once more. */
    private static final String FLAG = """
            with late as materialized (
                select m.* from %s and m.id = any(:claimed)
            ), flagged as (
                insert into late_coe as l (id, coe_id, deadline, due_on, team, flagged_at, ladder_from, status, version)
                select cast(overlay(cast(gen_random_uuid() as text) placing :idTime from 1 for 15) as uuid),
                    id, deadline, due_on, team, :now, :now, 'pending', 1
                from late
                on conflict (coe_id, deadline, due_on) do update
                set status = 'pending', flagged_at = :now, team = excluded.team, resolution = null, resolved_at = null,
                    ladder_from = :now, escalation_level = 0, escalated_to = null, escalated_at = null, climbed_to = '{}',
                    version = l.version + 1
                where l.status = 'resolved'
                returning coe_id, deadline
            ), kept as (
                insert into history (at, actor, credential, subject, subject_id, coe_id, version, change, reason)
                select :now, :actor, 'system', 'coe', cast(c.id as text), c.id, c.version, 'flagged_late', c.deadline
                from late c join flagged f on f.coe_id = c.id and f.deadline = c.deadline
            ), told as (
                insert into event (at, type, coe_id, team, actor, audience, detail)
                select :now, 'coe.late', c.id, c.team, :actor,
                    cast(array['person:' || c.owner, 'managers:' || c.team] as varchar[])
                        || case when c.deadline = 'approval' and r.status = 'in_review' then review_audience(c.id)
                            else cast('{}' as varchar[]) end,
                    json_build_object('about', c.deadline, 'dueOn', c.due_on, 'level', 0)
                from late c join flagged f on f.coe_id = c.id and f.deadline = c.deadline join coe r on r.id = c.id
            )
            select count(*) from flagged""".formatted(UNFLAGGED);

    /** A move of the COE that ends its flag is in the history itself; that a deadline has moved is written here. */
    private static final String RESOLVE = """
            with resolved as (
                update late_coe r set status = 'resolved', resolution = 're_dated', resolved_at = :now, version = version + 1
                where r.coe_id = any(:claimed) and r.status = 'pending' and r.id in (select l.id from %s)
                returning r.coe_id, r.deadline
            ), kept as (
                insert into history (at, actor, credential, subject, subject_id, coe_id, version, change, reason)
                select :now, :actor, 'system', 'coe', cast(c.id as text), c.id, c.version, 'no_longer_late', r.deadline
                from resolved r join coe c on c.id = r.coe_id
            )
            select count(*) from resolved""".formatted(SETTLED);

    private final EntityManager database;
    private final Events events;

    LateCoes(EntityManager database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** How many deadlines are missed, flagged or not. */
    Counts countLate(DeadlinePolicy policy, Instant now) {
        return Counts.scanned(count("(" + MISSED + ") m", policy, now));
    }

    /** What a run would do. */
    Counts count(DeadlinePolicy policy, Instant now) {
        long unflagged = count(UNFLAGGED, policy, now);
        return new Counts(countLate(policy, now).scanned(), unflagged, count(SETTLED, policy, now), unflagged);
    }

    private long count(String what, DeadlinePolicy policy, Instant now) {
        return number(bind(database.createNativeQuery("select count(*) from " + what), policy, now));
    }

    /** Flags a batch of COEs that missed a deadline. */
    Batch flag(DeadlinePolicy policy, int limit, Instant now) {
        UUID[] claimed = claim(CLAIM_UNFLAGGED, policy, limit, now);
        long flagged = number(bind(database.createNativeQuery(FLAG), policy, now)
                .setParameter("claimed", claimed)
                .setParameter("idTime", Ids.prefix(now))
                .setParameter("actor", SWEEP.handle()));
        return new Batch(new Counts(0, flagged, 0, flagged), claimed.length >= limit);
    }

    /** Ends a batch of flags about deadlines that are not those of their COEs any more. */
    Batch resolveSettled(DeadlinePolicy policy, int limit, Instant now) {
        UUID[] claimed = claim(CLAIM_SETTLED, policy, limit, now);
        long resolved = number(bind(database.createNativeQuery(RESOLVE), policy, now)
                .setParameter("claimed", claimed)
                .setParameter("actor", SWEEP.handle()));
        return new Batch(Counts.resolved(resolved), claimed.length >= limit);
    }

    private UUID[] claim(String sql, DeadlinePolicy policy, int limit, Instant now) {
        List<?> claimed = bind(database.createNativeQuery(sql, UUID.class), policy, now)
                .setParameter("limit", limit)
                .getResultList();
        return claimed.toArray(UUID[]::new);
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

    /** Whoever gets a COE owes what it is late with, and has all the days of the ladder for it. */
    void follow(@Observes CoeHandedOver handedOver) {
        List<?> late = database.createNativeQuery("""
                        update late_coe set team = :team, ladder_from = :now, escalation_level = 0, escalated_to = null,
                            escalated_at = null, climbed_to = '{}', version = version + 1
                        where coe_id = :coe and status = 'pending'
                        returning deadline, cast(due_on as text)""", Object[].class)
                .setParameter("team", handedOver.team())
                .setParameter("now", handedOver.at())
                .setParameter("coe", handedOver.coe())
                .getResultList();
        events.add(
                handedOver.actor(),
                handedOver.at(),
                late.stream().map(row -> late(handedOver, (Object[]) row)).toList());
    }

    private static Event late(CoeHandedOver handedOver, Object[] row) {
        return Event.of(EventType.COE_LATE, handedOver.coe(), handedOver.team())
                .toManagersOf(handedOver.team())
                .saying(Map.of("about", row[0], "dueOn", row[1], "level", 0));
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

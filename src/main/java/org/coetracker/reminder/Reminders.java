package org.coetracker.reminder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.job.Batch;
import org.coetracker.job.Counted;
import org.coetracker.job.Counts;
import org.coetracker.people.StandingChanged;

/**
 * Who is to be told what, as sets. What was told is kept: each reminder once, and never more than one for an action and
 * day; the database holds to it.
 */
@ApplicationScoped
class Reminders {
    private static final Actor SWEEP = Actor.system(ReminderSweep.NAME);
    private static final int AT_ONCE = 1_000;

    /** Somebody is there who is not switched off and may see what they owe. */
    private static final String THERE = "p.active and (not u.restricted or coe_shown_to(p.handle, u.coe_id))";

    /** The actions that may be reminded of: those owed that are due within the longest time before. */
    private static final String NEAR = """
            from action a join team t on t.handle = a.team
            where a.state in ('committed', 'in_progress') and not a.withdrawn
                and a.due_on >= :earliest and a.due_on <= :latest and a.due_on >= local_date(:now, t.time_zone)""";

    /**
     * Owed actions whose latest reminder has not been made: of those whose days have come, the one nearest to the due
     * date, unless that day was before anybody knew of the date.
     */
    private static final String DUE = """
            from action a join team t on t.handle = a.team
            cross join lateral (select local_date(:now, t.time_zone) as today) d
            cross join lateral (
                select min(b) as days from unnest(cast(:daysBefore as integer[])) b where b >= a.due_on - d.today) before
            where a.state in ('committed', 'in_progress') and not a.withdrawn
                and a.due_on >= :earliest and a.due_on <= :latest and a.due_on >= d.today
                and a.due_on - before.days >= a.due_given_on
                and not exists (select from reminder r
                    where r.action_id = a.id and (r.due_on = a.due_on and r.days_before = before.days or r.reminded_on = d.today))""";

    private static final String REMIND = """
            with due as materialized (
                select a.id, a.coe_id, a.restricted, a.team, a.owner, a.due_on, before.days, d.today
                %s
                order by a.due_on, a.id
                limit :limit
                for no key update of a skip locked
            ), reminded as (
                insert into reminder (action_id, due_on, days_before, reminded_on, reminded_at)
                select id, due_on, days, today, :now from due
                on conflict do nothing
                returning action_id
            ), told as (
                insert into event (at, type, coe_id, action_id, team, actor, audience, detail)
                select :now, 'action.due_soon', u.coe_id, u.id, u.team, :actor,
                    array[case when {there} then 'person:' || u.owner else 'managers:' || u.team end],
                    json_build_object('dueOn', u.due_on, 'daysLeft', u.due_on - u.today)
                from due u join reminded r on r.action_id = u.id join person p on p.handle = u.owner
            )
            select (select count(*) from due), (select count(*) from reminded)""".formatted(DUE).replace("{there}", THERE);

    /** Done actions whose observation has ended; when it ended with the completion, that was told already. */
    private static final String VERIFIABLE = """
            from action a join team t on t.handle = a.team
            cross join lateral (select local_date(:now, t.time_zone) as today) d
            where a.state = 'done' and not a.withdrawn and a.verify_by is not null
                and a.observe_until <= d.today
                and a.observe_until > local_date(a.completed_at, t.time_zone)
                and not exists (select from reminder r
                    where r.action_id = a.id and (r.due_on = a.observe_until and r.days_before = 0 or r.reminded_on = d.today))""";

    private static final String REMIND_VERIFIERS = """
            with due as materialized (
                select a.id, a.coe_id, a.restricted, a.team, a.verifier, a.observe_until, a.verify_by, d.today
                %s
                order by a.verify_by, a.id
                limit :limit
                for no key update of a skip locked
            ), reminded as (
                insert into reminder (action_id, due_on, days_before, reminded_on, reminded_at)
                select id, observe_until, 0, today, :now from due
                on conflict do nothing
                returning action_id
            ), told as (
                insert into event (at, type, coe_id, action_id, team, actor, audience, detail)
                select :now, 'action.verification_due', u.coe_id, u.id, u.team, :actor,
                    array[case when {there} then 'person:' || u.verifier else 'managers:' || u.team end],
                    json_build_object('verifyBy', u.verify_by)
                from due u join reminded r on r.action_id = u.id left join person p on p.handle = u.verifier
            )
            select (select count(*) from due), (select count(*) from reminded)""".formatted(VERIFIABLE).replace("{there}", THERE);

    /** Those who are switched off are few, and so are the restricted COEs: each is found by an index of its own. */
    private static final String ABSENT = """
            from action a join (
                select a.id from person p join action a on a.owner = p.handle
                where not p.active and a.state in ('committed', 'in_progress') and not a.withdrawn
                union
                select a.id from action a
                where a.restricted and a.state in ('committed', 'in_progress') and not a.withdrawn
                    and not coe_shown_to(a.owner, a.coe_id)) o on o.id = a.id
            where a.state in ('committed', 'in_progress') and not a.withdrawn
                and not exists (select from absence b where b.action_id = a.id and b.owner = a.owner)""";

    private static final String TELL_OF_ABSENT = """
            with absent as materialized (
                select a.id, a.coe_id, a.team, a.owner
                %s
                limit :limit
                for no key update of a skip locked
            ), noted as (
                insert into absence (action_id, owner, told_at) select id, owner, :now from absent
                on conflict do nothing
                returning action_id
            ), told as (
                insert into event (at, type, coe_id, action_id, team, actor, audience, detail)
                select :now, 'action.unowned', s.coe_id, s.id, s.team, :actor, array['managers:' || s.team],
                    json_build_object('owner', s.owner)
                from absent s join noted n on n.action_id = s.id
            )
            select (select count(*) from absent), (select count(*) from noted)""".formatted(ABSENT);

    private static final String COE_ABSENT = """
            from coe c join person p on p.handle = c.owner
            where c.status in ('draft', 'in_review', 'changes_requested') and not p.active
                and not exists (select from coe_absence b where b.coe_id = c.id and b.owner = c.owner)""";

    private static final String TELL_OF_COE_ABSENT = """
            with absent as materialized (
                select c.id, c.team, c.owner
                %s
                limit :limit
                for no key update of c skip locked
            ), noted as (
                insert into coe_absence (coe_id, owner, told_at) select id, owner, :now from absent
                on conflict do nothing
                returning coe_id
            ), told as (
                insert into event (at, type, coe_id, team, actor, audience, detail)
                select :now, 'coe.unowned', s.id, s.team, :actor, array['managers:' || s.team],
                    json_build_object('owner', s.owner)
                from absent s join noted n on n.coe_id = s.id
            )
            select (select count(*) from absent), (select count(*) from noted)""".formatted(COE_ABSENT);

    /** COEs in review, except those that somebody is just changing: what changes them asks by itself. */
    private static final String IN_REVIEW = """
            select c.id from coe c where c.status = 'in_review' and c.id > :after
            order by c.id limit :limit for no key update of c skip locked""";

    /** Who is asked because somebody was switched off, or a team or the policy changed, is told. */
    private static final String TELL_REVIEWERS = """
            with news as materialized (
                select r.coe_id, r.round, c.team, n.untold, n.told
                from review_round r join coe c on c.id = r.coe_id cross join lateral review_news(r.coe_id) n
                where r.coe_id = any(:claimed) and r.outcome is null
            ), noted as (
                update review_round r set told = n.told from news n
                where r.coe_id = n.coe_id and r.round = n.round and r.told <> n.told
            ), told as (
                insert into event (at, type, coe_id, team, actor, audience)
                select :now, 'coe.review_asked', n.coe_id, n.team, :actor,
                    array(select cast('person:' || u as varchar) from unnest(n.untold) as u)
                from news n where cardinality(n.untold) > 0
                returning coe_id
            )
            select count(*) from told""";

    private final EntityManager database;
    private final Clock clock;

    Reminders(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How many were looked at who might have to be told something today. */
    Counts countNear(List<Integer> daysBefore, Instant now) {
        long owners = number(bounds(database.createNativeQuery("select count(*) " + NEAR), daysBefore, now));
        long verifiers = number(database.createNativeQuery("""
                select count(*) from action a where a.state = 'done' and not a.withdrawn and a.verify_by is not null"""));
        long absent = number(database.createNativeQuery(
                "select (select count(*) " + ABSENT + ") + (select count(*) " + COE_ABSENT + ")"));
        return Counts.scanned(owners + verifiers + absent);
    }

    /** What a run would do. */
    Counts countDue(List<Integer> daysBefore, Instant now) {
        long owners = number(due(database.createNativeQuery("select count(*) " + DUE), daysBefore, now));
        long verifiers = number(
                database.createNativeQuery("select count(*) " + VERIFIABLE).setParameter("now", now));
        long absent = number(database.createNativeQuery(
                "select (select count(*) " + ABSENT + ") + (select count(*) " + COE_ABSENT + ")"));
        long reviewers = number(database.createNativeQuery("""
                select count(*) from coe c cross join lateral review_news(c.id) n
                where c.status = 'in_review' and cardinality(n.untold) > 0"""));
        return new Counts(countNear(daysBefore, now).scanned(), 0, 0, owners + verifiers + absent + reviewers);
    }

    /** Reminds the owners of a batch of actions that are due soon. */
    Batch remindOwners(List<Integer> daysBefore, int limit, Instant now) {
        return told(due(database.createNativeQuery(REMIND), daysBefore, now), limit);
    }

    /** Tells the verifiers of a batch of done actions that they can judge now. */
    Batch remindVerifiers(int limit, Instant now) {
        return told(database.createNativeQuery(REMIND_VERIFIERS).setParameter("now", now), limit);
    }

    /** Tells the managers of a batch of actions whose owners are not there. */
    Batch tellOfAbsentOwners(int limit, Instant now) {
        return told(database.createNativeQuery(TELL_OF_ABSENT).setParameter("now", now), limit);
    }

    /** Tells the managers of a batch of COEs whose owners are not there. */
    Batch tellOfAbsentOwnersOfCoes(int limit, Instant now) {
        return told(database.createNativeQuery(TELL_OF_COE_ABSENT).setParameter("now", now), limit);
    }

    /**
     * Tells those who are asked to review COEs since, COE by COE in the order of their ids.
     *
     * @param after the COE where the batch before ended
     */
    Reviewing tellReviewers(UUID after, int limit, Instant now) {
        @SuppressWarnings("unchecked")
        List<UUID> claimed = database.createNativeQuery(IN_REVIEW, UUID.class)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
        if (claimed.isEmpty()) {
            return new Reviewing(Counts.NONE, null);
        }
        // In a statement of its own, which sees them as they are now that they stay so.
        long told = number(database.createNativeQuery(TELL_REVIEWERS)
                .setParameter("claimed", claimed.toArray(UUID[]::new))
                .setParameter("actor", SWEEP.handle())
                .setParameter("now", now));
        return new Reviewing(
                new Counts(0, 0, 0, told), claimed.size() < limit ? null : claimed.get(claimed.size() - 1));
    }

    /**
     * A batch of COEs in review.
     *
     * @param next where the next one begins; null when there is none
     */
    record Reviewing(Counts counts, UUID next) implements Counted {}

    /** Whoever is back, or may see it again, may leave again, and then it is news again. */
    Counts forgetWhoIsBack() {
        database.createNativeQuery("""
                        delete from absence u using person p, action a
                        where p.handle = u.owner and p.active and a.id = u.action_id
                            and (not a.restricted or coe_shown_to(p.handle, a.coe_id))""").executeUpdate();
        database.createNativeQuery("delete from coe_absence b using person p where p.handle = b.owner and p.active")
                .executeUpdate();
        return Counts.NONE;
    }

    /** Somebody may have been switched off: the managers of what they owe hear at once, with the change itself. */
    void tellAtOnce(@Observes StandingChanged changed) {
        tellOfAbsentOwners(AT_ONCE, clock.instant());
        tellOfAbsentOwnersOfCoes(AT_ONCE, clock.instant());
    }

    private static Query due(Query query, List<Integer> daysBefore, Instant now) {
        return bounds(query, daysBefore, now).setParameter("daysBefore", daysBefore.toArray(Integer[]::new));
    }

    private static Query bounds(Query query, List<Integer> daysBefore, Instant now) {
        int longest = daysBefore.stream().mapToInt(Integer::intValue).max().orElse(0);
        return query.setParameter("now", now)
                .setParameter("earliest", LocalDate.ofInstant(now, ZoneOffset.ofHours(-12)))
                .setParameter(
                        "latest",
                        LocalDate.ofInstant(now, ZoneOffset.ofHours(14)).plusDays(longest));
    }

    private static Batch told(Query query, int limit) {
        Object[] row = (Object[]) query.setParameter("limit", limit)
                .setParameter("actor", SWEEP.handle())
                .getSingleResult();
        long told = ((Number) row[1]).longValue();
        return new Batch(new Counts(0, 0, 0, told), ((Number) row[0]).longValue() >= limit);
    }

    private static long number(Query query) {
        return ((Number) query.getSingleResult()).longValue();
    }
}

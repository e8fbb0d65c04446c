package org.coetracker.overdue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.job.Batch;
import org.coetracker.job.Counted;
import org.coetracker.job.Counts;
import org.coetracker.policy.VerificationPolicy;
import org.coetracker.shared.Ids;

/**
 * The overdue actions as sets. A hundred thousand may become overdue in a night, so that a batch is one statement and not
 * a thousand objects; what it holds to, the database holds to: one review per action and due date, one pending per action.
 */
@ApplicationScoped
class OverdueActions {
    private static final Actor SWEEP = Actor.system(OverdueSweep.NAME);

    /** Counted team by team, which an index answers alone. */
    private static final String COUNT_DUE = """
            select coalesce(sum(o.amount), 0) from team t cross join lateral (
                select count(*) as amount from action a
                where a.team = t.handle and a.state in ('committed', 'in_progress') and not a.withdrawn
                    and a.due_on < local_date(:now, t.time_zone)%s) o""";

    private static final String COUNT = """
            select count(*) from action a join team t on t.handle = a.team
            where {owed} and not a.withdrawn and a.{day} < local_date(:now, t.time_zone) + {daysEarlier}%s""";

    private static final String SETTLED = """
            from overdue_review r join action a on a.id = r.action_id
            where r.status = 'pending' and (a.withdrawn or r.due_on is distinct from (case r.about
                when 'due_date' then case when a.state in ('committed', 'in_progress') then a.due_on end
                when 'verification' then case when a.state = 'done' then a.verify_by end
                else case when a.state = 'refused' then a.look_again_on end end))""";

    /** The action's row is locked before the review's, as everywhere. What it says of the review is asked again after. */
    private static final String RESOLVE = """
            with settled as materialized (
                select r.id, r.action_id, a.coe_id, case
                    when a.withdrawn then 'coe_withdrawn'
                    when a.state = 'refused' then 'refused'
                    when a.state = 'verified' then 'verified'
                    when a.state = 'done' then case r.about when 'due_date' then 'completed' else 're_dated' end
                    when r.about = 'due_date' then 're_dated'
                    else 'reopened' end as resolution
                %s
                limit :limit
                for no key update of a skip locked
            ), resolved as (
                update overdue_review r
                set status = 'resolved', resolution = s.resolution, resolved_at = :now,
                    version = r.version + 1, updated_at = :now
                from settled s where r.id = s.id and r.status = 'pending'
                returning r.id, r.version, s.action_id, s.coe_id, s.resolution
            ), unflagged as (
                update action a set flagged_at = null
                from resolved where a.id = resolved.action_id and a.flagged_at is not null
            ), kept as (
                insert into history (at, actor, credential, subject, subject_id, coe_id, version, change, reason)
                select :now, :actor, 'system', 'overdue_review', cast(id as text), coe_id, version, 'resolved', resolution
                from resolved
            )
            select count(*) from resolved""".formatted(SETTLED);

    /**
     * Claims the actions behind a place that are overdue in one way, that nobody has flagged and nobody is just changing,
     * and flags them.
     *
     * <p>The bounds that are the same for all teams let the index begin and end at the right place, and spare asking for
     * the day in the team's time zone where it is past on the whole earth. The version of the action stays: to flag it
     * changes nothing that anybody wrote. {@code flagged_at} is in no index, so that the update stays on its page.
     *
     * <p>The ids are UUIDv7: chance, with the time put in front.
     */
    private static final String FLAG = """
            with claimed as materialized (
                select a.id, a.{day} as due_on, a.team, a.owner, a.coe_id, a.version from action a
                where {owed} and not a.withdrawn and a.flagged_at is null
                    and (a.{day}, a.id) > (cast(:placeDueOn as date), :placeId)
                    and a.{day} < :latestToday
                    and (a.{day} < :earliestToday
                        or a.{day} < (select local_date(:now, t.time_zone) + {daysEarlier} from team t where t.handle = a.team))
                order by a.{day}, a.id
                limit :limit
                for no key update of a skip locked
            ), opened as (
                insert into overdue_review
                    (id, action_id, about, due_on, team, owner, flagged_at, ladder_from, status, version, updated_at)
                select cast(overlay(cast(gen_random_uuid() as text) placing :idTime from 1 for 15) as uuid),
                    id, '{about}', due_on, team, owner, :now, :now, 'pending', 1, :now
                from claimed
                on conflict do nothing
                returning action_id
            ), flagged as (
                update action a set flagged_at = :now from opened o where a.id = o.action_id
            ), kept as (
                insert into history (at, actor, credential, subject, subject_id, coe_id, version, change)
                select :now, :actor, 'system', 'action', cast(c.id as text), c.coe_id, c.version, 'flagged'
                from claimed c join opened o on o.action_id = c.id
            ), told as (
                insert into event (at, type, coe_id, action_id, team, actor, audience, detail)
                select :now, 'action.overdue', c.coe_id, c.id, c.team, :actor, array['managers:' || c.team]::varchar[],
                    json_build_object('about', '{about}', 'dueOn', c.due_on)
                from claimed c join opened o on o.action_id = c.id
            )
            select count(*), count(o.action_id), array_agg(c.id) filter (where o.action_id is null),
                (array_agg(cast(c.due_on as text) order by c.due_on desc, c.id desc))[1],
                (array_agg(c.id order by c.due_on desc, c.id desc))[1]
            from claimed c left join opened o on o.action_id = c.id""";

    /** Nodes of the version before know no day for the check of what they end. Done, the action would wait for ever. */
    private static final String PLAN_CHECKS = """
            with forgotten as materialized (
                select a.id, local_date(a.completed_at, t.time_zone) as done_on
                from action a join team t on t.handle = a.team
                where a.state = 'done' and not a.withdrawn and a.verify_by is null
                limit :limit
                for no key update of a skip locked
            )
            update action a
            set verify_by = greatest(coalesce(a.observe_until, f.done_on + :observedForDays), f.done_on) + :madeWithinDays
            from forgotten f where a.id = f.id""";

    private final EntityManager database;
    private final OverdueReviews reviews;
    private final History history;
    private final Events events;

    OverdueActions(EntityManager database, OverdueReviews reviews, History history, Events events) {
        this.database = database;
        this.reviews = reviews;
        this.history = history;
        this.events = events;
    }

    /**
     * Where a batch ended.
     *
     * @param dueOn the due date of its last action, as PostgreSQL writes it
     * @param id that action's id
     */
    record Place(String dueOn, UUID id) {
        /** Before all actions. */
        static final Place FIRST = new Place("-infinity", new UUID(0, 0));
    }

    /**
     * A batch of flagged actions.
     *
     * @param next where the next batch begins; null when there is none
     */
    record Flagging(Counts counts, Place next) implements Counted {}

    /** How many actions are overdue, in whichever way. */
    long countOverdue(Instant now) {
        return count("", now);
    }

    /** How many of them nobody has been asked for a decision about. */
    long countUnflagged(Instant now) {
        return count(" and a.flagged_at is null", now);
    }

    /** How many reviews are pending about what is not owed any more, or not by that day. */
    long countSettled() {
        return ((Number)
                        database.createNativeQuery("select count(*) " + SETTLED).getSingleResult())
                .longValue();
    }

    private long count(String and, Instant now) {
        return Arrays.stream(About.values())
                .mapToLong(about -> {
                    String sql = about == About.DUE_DATE ? COUNT_DUE : of(about, COUNT);
                    return ((Number) database.createNativeQuery(sql.formatted(and))
                                    .setParameter("now", now)
                                    .getSingleResult())
                            .longValue();
                })
                .sum();
    }

    /** A statement, for one way of being overdue. */
    private static String of(About about, String sql) {
        return sql.replace("{about}", about.word())
                .replace("{day}", about.column())
                .replace("{owed}", about.owed())
                .replace("{daysEarlier}", Integer.toString(about.daysEarlier()));
    }

    /**
     * Ends a batch of reviews about what is not owed any more, or not by that day. Each change of an action does this in
     * its own transaction; here it is made sure of.
     */
    Batch resolveSettled(int limit, Instant now) {
        long resolved = ((Number) database.createNativeQuery(RESOLVE)
                        .setParameter("limit", limit)
                        .setParameter("now", now)
                        .setParameter("actor", SWEEP.handle())
                        .getSingleResult())
                .longValue();
        return new Batch(Counts.resolved(resolved), resolved >= limit);
    }

    /** Gives some done actions that have none the day by which they are to be checked, as their completion would have. */
    Counts planForgottenChecks(VerificationPolicy policy, int limit) {
        database.createNativeQuery(PLAN_CHECKS)
                .setParameter("observedForDays", policy.observedForDays())
                .setParameter("madeWithinDays", policy.madeWithinDays())
                .setParameter("limit", limit)
                .executeUpdate();
        return Counts.NONE;
    }

    /** Flags a batch of the actions that are overdue in one way and come behind a place. */
    Flagging flag(About about, Place behind, int limit, Instant now) {
        Object[] batch = (Object[]) database.createNativeQuery(of(about, FLAG), Object[].class)
                .setParameter("placeDueOn", behind.dueOn())
                .setParameter("placeId", behind.id())
                .setParameter(
                        "latestToday",
                        LocalDate.ofInstant(now, ZoneOffset.ofHours(14)).plusDays(about.daysEarlier()))
                .setParameter(
                        "earliestToday",
                        LocalDate.ofInstant(now, ZoneOffset.ofHours(-12)).plusDays(about.daysEarlier()))
                .setParameter("now", now)
                .setParameter("limit", limit)
                .setParameter("idTime", Ids.prefix(now))
                .setParameter("actor", SWEEP.handle())
                .getSingleResult();
        long claimed = ((Number) batch[0]).longValue();
        long flagged = ((Number) batch[1]).longValue();
        if (batch[2] != null) {
            flagged += flagAgain(about, Arrays.asList((UUID[]) batch[2]), now);
        }
        Place next = claimed < limit ? null : new Place((String) batch[3], (UUID) batch[4]);
        return new Flagging(new Counts(0, flagged, 0, flagged), next);
    }

    /**
     * Asks again for decisions on actions that were flagged before for the same due date.
     *
     * <p>A new date lies in the future, so that an ended review is about a day that was past already, and the due date of
     * its action is another one. It can come back in spite of that where "today" itself goes back: the action, or the
     * team's time zone, moves west over the date line, or the database's clock was ahead and was set right. The action is
     * flagged once for that date, and the review is there. But to leave it ended would leave an action overdue with
     * nobody owing a decision about it. So it is the same review that is pending again; what was decided the first time
     * is in the history.
     */
    private int flagAgain(About about, List<UUID> claimed, Instant now) {
        List<Change> changes = new ArrayList<>();
        List<Event> told = new ArrayList<>();
        for (OverdueReview review : reviews.aboutPresentDays(about, claimed)) {
            UUID action = review.action().id();
            if (!review.isPending() && reviews.pendingOf(action).isEmpty()) {
                review.reopen(review.action().team(), review.action().owner(), now);
                reviews.flush();
                UUID coe = review.action().coeId();
                String team = review.action().team();
                told.add(Event.of(EventType.ACTION_OVERDUE, coe, action, team)
                        .toManagersOf(team)
                        .saying(Map.of("about", about.word(), "dueOn", review.dueOn())));
                int version = review.action().version();
                changes.add(new Change("action", action.toString(), coe, version, "flagged", null, null));
                changes.add(Change.of(
                        "overdue_review",
                        review.id(),
                        coe,
                        review.version(),
                        "reopened",
                        null,
                        OverdueReviewView.of(review)));
            }
        }
        database.createNativeQuery("""
                        update action a set flagged_at = r.flagged_at from overdue_review r
                        where a.id = any(:claimed) and a.flagged_at is null
                            and r.action_id = a.id and r.due_on = a.%s and r.about = :about and r.status = 'pending'""".formatted(about.column()))
                .setParameter("about", about.word())
                .setParameter("claimed", claimed.toArray(UUID[]::new))
                .executeUpdate();
        if (!changes.isEmpty()) {
            history.record(SWEEP, now, changes);
            events.add(SWEEP, now, told);
        }
        return changes.size() / 2;
    }
}

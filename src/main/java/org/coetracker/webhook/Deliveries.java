package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coetracker.shared.retry.Backoff;

/**
 * What is to be sent, and how it went. A message is claimed in one transaction, sent outside of any, and its outcome
 * written in another: a crash between those repeats it, with the same id.
 */
@ApplicationScoped
class Deliveries {
    /** Longer than an attempt can take; when a node dies, another one repeats its attempts after so long. */
    static final Duration LEASE = Duration.ofMinutes(2);
    /** How long a webhook may fail without a single success. */
    static final Duration PATIENCE = Duration.ofDays(5);
    /** So long that the last attempt finds a webhook that failed all the time beyond its patience. */
    static final Backoff RETRIES = new Backoff(Duration.ofSeconds(5), 4, Duration.ofHours(24), 13);

    /** What succeeds again and again need not be written each time. */
    private static final Duration SUCCESS_IS_NOTED_EVERY = Duration.ofMinutes(1);

    /**
     * Locks the webhooks, so that no two nodes send more to one than it gets at once, and passes over those that another
     * node has locked. The first message of each comes before the second of any, so that none waits for a slow one.
     */
    private static final String CLAIM = """
            with ready as (
                select w.id, w.owner, w.url, w.format, w.secret,
                    case when w.previous_secret_until > :now then w.previous_secret end as previous_secret,
                    case when w.failing_since is null then cast(:each as integer) else 1 end as most
                from webhook w
                where w.active and exists (
                    select 1 from webhook_delivery d
                    where d.webhook = w.id and d.state = 'pending' and d.next_attempt_at <= :now
                        and (d.claimed_until is null or d.claimed_until <= :now))
                for no key update of w skip locked
            ), candidate as (
                select d.id, d.next_attempt_at, r.most,
                    (select count(*) from webhook_delivery b
                     where b.webhook = r.id and b.state = 'pending' and b.claimed_until > :now)
                    + row_number() over (partition by r.id order by d.next_attempt_at, d.id) as place
                from ready r cross join lateral (
                    select d.id, d.next_attempt_at from webhook_delivery d
                    where d.webhook = r.id and d.state = 'pending' and d.next_attempt_at <= :now
                        and (d.claimed_until is null or d.claimed_until <= :now)
                    order by d.next_attempt_at, d.id
                    limit :each) d
            ), chosen as (
                select c.id from candidate c where c.place <= c.most
                order by c.place, c.next_attempt_at, c.id
                limit :room
            ), claimed as (
                update webhook_delivery d
                set claimed_until = :lease, attempts = d.attempts + 1, last_attempt_at = :now
                from chosen
                -- Asked again of what another node may have written since this statement began.
                where d.id = chosen.id and d.state = 'pending' and (d.claimed_until is null or d.claimed_until <= :now)
                returning d.*
            )
            select d.id, d.webhook, d.type, d.at, d.team, d.attempts, r.url, r.format, r.secret, r.previous_secret,
                d.coe_id, 'COE-' || c.number, 'COE-' || a.coe_number || '-A' || a.number, coalesce(a.title, c.title),
                coalesce(c.confidentiality = 'restricted', false),
                d.coe_id is null
                    or person_sees_coe(r.owner, d.coe_id) and (d.action_id is null or a.id is not null)
            from claimed d
            join ready r on r.id = d.webhook
            left join coe c on c.id = d.coe_id
            left join action a on a.id = d.action_id""";

    private final EntityManager database;
    private final WebhookSettings settings;
    private final WebhookEnds ends;
    private final Clock clock;

    Deliveries(EntityManager database, WebhookSettings settings, WebhookEnds ends, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.ends = ends;
        this.clock = clock;
    }

    /** Claims what is due, at most so many messages; nobody else sends them while the lease lasts. */
    @Transactional
    public List<Message> claim(int room) {
        Instant now = clock.instant();
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(CLAIM, Object[].class)
                .setParameter("now", now)
                .setParameter("lease", now.plus(LEASE))
                .setParameter("each", settings.atOnceToOne())
                .setParameter("room", room)
                .getResultList();
        List<Message> claimed = new ArrayList<>();
        List<UUID> withheld = new ArrayList<>();
        for (Object[] row : rows) {
            if ((Boolean) row[15]) {
                claimed.add(message(row));
            } else {
                withheld.add((UUID) row[0]);
            }
        }
        if (!withheld.isEmpty()) {
            // Restricted or deleted since it happened.
            database.createNativeQuery("""
                            update webhook_delivery set state = 'withheld', finished_at = :now, next_attempt_at = null,
                                claimed_until = null, attempts = attempts - 1
                            where id = any(:ids)""")
                    .setParameter("now", now)
                    .setParameter("ids", withheld.toArray(UUID[]::new))
                    .executeUpdate();
        }
        return claimed;
    }

    private static Message message(Object[] row) {
        return new Message(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                (Instant) row[3],
                (String) row[4],
                (Integer) row[5],
                (String) row[6],
                Format.valueOf(((String) row[7]).toUpperCase(java.util.Locale.ROOT)),
                (String) row[8],
                (String) row[9],
                (UUID) row[10],
                (String) row[11],
                (String) row[12],
                (String) row[13],
                (Boolean) row[14]);
    }

    /** Writes how an attempt went, and when to try again if it failed. */
    @Transactional
    public void record(Message message, Answer answer) {
        Instant now = clock.instant();
        // The webhook first, as claims do, so that the two never wait for each other.
        if (answer.isSuccess()) {
            noteSuccess(message.webhook(), now);
            ended(message, "delivered", answer, now);
            return;
        }
        Failing failing = noteFailure(message.webhook(), now);
        String because = failing.active() ? reasonToEnd(answer, failing.since(), now) : null;
        if (!failing.active() || because != null || RETRIES.isOver(message.attempt())) {
            ended(message, "dead", answer, now);
        } else {
            retry(message, answer, now);
        }
        if (because != null) {
            ends.switchOff(message.webhook(), because, now);
        }
    }

    /** Whether a webhook is on, and since when it fails. */
    private record Failing(boolean active, Instant since) {}

    /** Why a webhook is to be switched off; null when it is not. */
    private static String reasonToEnd(Answer answer, Instant since, Instant now) {
        if (answer.isGone()) {
            return "The receiver answered 410: it is gone.";
        }
        return since.plus(PATIENCE).isAfter(now) ? null : "The receiver has taken no message for five days.";
    }

    private void noteSuccess(UUID webhook, Instant now) {
        database.createNativeQuery("""
                        update webhook set failing_since = null, last_success_at = :now
                        where id = :id
                            and (failing_since is not null or last_success_at is null or last_success_at < :noted)""")
                .setParameter("id", webhook)
                .setParameter("now", now)
                .setParameter("noted", now.minus(SUCCESS_IS_NOTED_EVERY))
                .executeUpdate();
    }

    private Failing noteFailure(UUID webhook, Instant now) {
        @SuppressWarnings("unchecked")
        List<Instant> since = database.createNativeQuery("""
                        update webhook set failing_since = coalesce(failing_since, :now)
                        where id = :id and active returning failing_since""", Instant.class)
                .setParameter("id", webhook)
                .setParameter("now", now)
                .getResultList();
        return since.isEmpty() ? new Failing(false, null) : new Failing(true, since.get(0));
    }

    /** A success counts whoever holds the message by then; a failure only while it is this attempt's. */
    private void ended(Message message, String state, Answer answer, Instant now) {
        String condition = answer.isSuccess() ? "" : " and attempts = :attempts";
        Query query = outcome(
                "state = '" + state + "', finished_at = :now, next_attempt_at = null", condition, message, answer);
        if (!answer.isSuccess()) {
            query.setParameter("attempts", message.attempt());
        }
        query.setParameter("now", now).executeUpdate();
    }

    private void retry(Message message, Answer answer, Instant now) {
        Duration wait = RETRIES.after(message.attempt());
        Instant next = now.plus(wait.compareTo(answer.retryAfter()) < 0 ? answer.retryAfter() : wait);
        outcome("next_attempt_at = :next", " and attempts = :attempts", message, answer)
                .setParameter("next", next)
                .setParameter("attempts", message.attempt())
                .executeUpdate();
    }

    private Query outcome(String change, String condition, Message message, Answer answer) {
        return database.createNativeQuery("update webhook_delivery set " + change + ", claimed_until = null,"
                        + " last_status = cast(nullif(cast(:status as integer), 0) as integer),"
                        + " last_error = nullif(:error, '')"
                        + " where id = :id and (state = 'pending' or state = 'dead' and :success)" + condition)
                .setParameter("status", answer.status())
                .setParameter("error", answer.error())
                .setParameter("success", answer.isSuccess())
                .setParameter("id", message.id());
    }

    /** Deletes what ended long ago, at most so many; says how many it were. */
    @Transactional
    public int forget(int most) {
        return database.createNativeQuery("""
                        delete from webhook_delivery where id in (
                            select id from webhook_delivery where finished_at < :before order by finished_at limit :most)""")
                .setParameter("before", clock.instant().minus(settings.keepFor()))
                .setParameter("most", most)
                .executeUpdate();
    }
}

package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
     * node has locked. Those that take their messages come before those that fail, and the first message of each before
     * the second of any, so that none waits for a slow one. What its owner may not see any more is withheld: it was
     * restricted or deleted since it happened.
     */
    private static final String CLAIM = """
            with ready as (
                select w.id, w.owner, w.url, w.format, w.secret, w.failing_since is not null as failing,
                    case when w.previous_secret_until > :now then w.previous_secret end as previous_secret,
                    case when w.failing_since is null then cast(:each as integer) else 1 end as most
                from webhook w
                where w.active and exists (
                    select 1 from webhook_delivery d
                    where d.webhook = w.id and d.state = 'pending' and d.next_attempt_at <= :now
                        and (d.claimed_until is null or d.claimed_until <= :now))
                for no key update of w skip locked
            ), candidate as (
                select d.id, d.next_attempt_at, r.owner, r.failing, r.most,
                    (select count(*) from webhook_delivery b
                     where b.webhook = r.id and b.state = 'pending' and b.claimed_until > :now)
                    + row_number() over (partition by r.id order by d.next_attempt_at, d.id) as place
                from ready r cross join lateral (
                    select d.id, d.next_attempt_at from webhook_delivery d
                    where d.webhook = r.id and d.state = 'pending' and d.next_attempt_at <= :now
                        and (d.claimed_until is null or d.claimed_until <= :now)
                    order by d.next_attempt_at, d.id
                    limit :each) d
            ), ranked as (
                select c.id, c.owner, c.failing,
                    row_number() over (partition by c.failing order by c.place, c.next_attempt_at, c.id) as rank
                from candidate c where c.place <= c.most
            ), chosen as (
                select r.id, r.owner from ranked r where not r.failing or r.rank <= :failing
                order by r.failing, r.rank
                limit :room
            ), judged as (
                select d.id, d.coe_id is null
                    or coe_shown_to(chosen.owner, d.coe_id)
                        and (d.action_id is null or exists (select 1 from action a where a.id = d.action_id)) as shown
                from chosen join webhook_delivery d on d.id = chosen.id
            ), claimed as (
                update webhook_delivery d
                set claimed_until = case when judged.shown then cast(:lease as timestamptz) end,
                    attempts = d.attempts + case when judged.shown then 1 else 0 end,
                    last_attempt_at = case when judged.shown then cast(:now as timestamptz) else d.last_attempt_at end,
                    state = case when judged.shown then d.state else 'withheld' end,
                    next_attempt_at = case when judged.shown then d.next_attempt_at end,
                    finished_at = case when judged.shown then null else cast(:now as timestamptz) end
                from judged
                -- Asked again of what another node may have written since this statement began.
                where d.id = judged.id and d.state = 'pending' and (d.claimed_until is null or d.claimed_until <= :now)
                returning d.*
            )
            select d.id, d.webhook, d.type, d.at, d.team, d.attempts, r.url, r.format, r.secret, r.previous_secret,
                d.coe_id, 'COE-' || c.number, 'COE-' || a.coe_number || '-A' || a.number, coalesce(a.title, c.title),
                coalesce(c.confidentiality = 'restricted', false), r.failing, d.state = 'withheld',
                e.detail ->> 'comment'
            from claimed d
            -- Of an event that is forgotten it is not known any more which comment it was.
            left join event e on e.id = d.event and d.type like 'comment.%'
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

    /**
     * Claims what is due; nobody else sends that while the lease lasts.
     *
     * @param room at most so many messages
     * @param forFailing and of those so many to webhooks that fail
     */
    @Transactional
    public Claim claim(int room, int forFailing) {
        Instant now = clock.instant();
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(CLAIM, Object[].class)
                .setParameter("now", now)
                .setParameter("lease", now.plus(LEASE))
                .setParameter("each", settings.atOnceToOne())
                .setParameter("room", room)
                .setParameter("failing", forFailing)
                .getResultList();
        List<Message> claimed = new ArrayList<>();
        Set<UUID> withheld = new TreeSet<>();
        for (Object[] row : rows) {
            if ((Boolean) row[16]) {
                withheld.add((UUID) row[1]);
            } else {
                claimed.add(message(row));
            }
        }
        withheld.forEach(this::forgiveWhatIsOver);
        return new Claim(claimed, rows.size() - claimed.size());
    }

    /**
     * What came of a claim.
     *
     * @param messages to be sent
     * @param withheld how many were due that are not to be sent any more
     */
    record Claim(List<Message> messages, int withheld) {
        /** Whether nothing was due that there is room for. */
        boolean isEmpty() {
            return messages.isEmpty() && withheld == 0;
        }
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
                Format.valueOf(((String) row[7]).toUpperCase(Locale.ROOT)),
                (String) row[8],
                (String) row[9],
                (UUID) row[10],
                (String) row[11],
                (String) row[12],
                (String) row[17],
                (String) row[13],
                (Boolean) row[14],
                (Boolean) row[15]);
    }

    /** Writes how an attempt went, and when to try again if it failed. */
    @Transactional
    public void record(Message message, Answer answer) {
        Instant now = clock.instant();
        // The webhook first, as claims do, so that the two never wait for each other.
        if (answer.isSuccess()) {
            noteSuccess(message.webhook(), now);
            delivered(message, answer, now);
            return;
        }
        Failing before = lock(message.webhook());
        Instant since = before.since() == null ? now : before.since();
        String because = before.active() ? reasonToEnd(answer, since, now) : null;
        boolean isOver = !before.active() || because != null || RETRIES.isOver(message.attempt());
        if (!failed(message, answer, isOver, now) || !before.active()) {
            // Somebody else has the message, or had it: what this attempt came to says nothing any more.
            return;
        }
        noteFailure(message.webhook(), since);
        if (because != null) {
            ends.switchOff(message.webhook(), because, now);
        } else if (isOver) {
            forgiveWhatIsOver(message.webhook());
        }
    }

    /** Whether a webhook is on, and since when it fails. */
    private record Failing(boolean active, Instant since) {}

    private Failing lock(UUID webhook) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = database.createNativeQuery(
                        "select active, failing_since from webhook where id = :id for no key update", Object[].class)
                .setParameter("id", webhook)
                .getResultList();
        return found.stream()
                .map(row -> new Failing((Boolean) row[0], (Instant) row[1]))
                .findFirst()
                .orElse(new Failing(false, null));
    }

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

    private void noteFailure(UUID webhook, Instant since) {
        database.createNativeQuery("update webhook set failing_since = :since where id = :id and failing_since is null")
                .setParameter("id", webhook)
                .setParameter("since", since)
                .executeUpdate();
    }

    /** A webhook fails no longer when nothing that failed is still to be sent: nobody knows, until the next message. */
    private void forgiveWhatIsOver(UUID webhook) {
        database.createNativeQuery("""
                        update webhook set failing_since = null
                        where id = :id and failing_since is not null and not exists (
                            select 1 from webhook_delivery d
                            where d.webhook = :id and d.state = 'pending' and d.attempts > 0 and d.last_error is not null)""").setParameter("id", webhook).executeUpdate();
    }

    /** A success counts whoever holds the message by then. */
    private void delivered(Message message, Answer answer, Instant now) {
        database.createNativeQuery("""
                        update webhook_delivery set state = 'delivered', finished_at = :now, next_attempt_at = null,
                            claimed_until = null, last_status = :status, last_error = null
                        where id = :id and state in ('pending', 'dead')""")
                .setParameter("now", now)
                .setParameter("status", answer.status())
                .setParameter("id", message.id())
                .executeUpdate();
    }

    /**
     * A failure counts only while the message is this attempt's; says whether it was.
     *
     * @param isOver whether it is given up
     */
    private boolean failed(Message message, Answer answer, boolean isOver, Instant now) {
        Duration wait = RETRIES.after(message.attempt());
        Instant next = now.plus(wait.compareTo(answer.retryAfter()) < 0 ? answer.retryAfter() : wait);
        return database.createNativeQuery("""
                                update webhook_delivery set claimed_until = null,
                                    state = case when :over then 'dead' else state end,
                                    next_attempt_at = case when :over then null else cast(:next as timestamptz) end,
                                    finished_at = case when :over then cast(:now as timestamptz) end,
                                    last_status = nullif(cast(:status as integer), 0), last_error = :error
                                where id = :id and state = 'pending' and attempts = :attempts""")
                        .setParameter("over", isOver)
                        .setParameter("next", next)
                        .setParameter("now", now)
                        .setParameter("status", answer.status())
                        .setParameter("error", answer.error())
                        .setParameter("id", message.id())
                        .setParameter("attempts", message.attempt())
                        .executeUpdate()
                > 0;
    }

    /** Since when the oldest message is due, of webhooks that do not fail: those that do are no reason for haste. */
    @Transactional
    public Optional<Instant> oldestDue() {
        @SuppressWarnings("unchecked")
        List<Instant> oldest = database.createNativeQuery("""
                        select d.next_attempt_at
                        from webhook w cross join lateral (
                            select d.next_attempt_at from webhook_delivery d
                            where d.webhook = w.id and d.state = 'pending'
                            order by d.next_attempt_at limit 1) d
                        where w.active and w.failing_since is null and d.next_attempt_at <= :now
                        order by d.next_attempt_at limit 1""", Instant.class)
                .setParameter("now", clock.instant())
                .getResultList();
        return oldest.stream().findFirst();
    }

    /** How many messages were given up that are still known. */
    @Transactional
    public long countDead() {
        return ((Number) database.createNativeQuery("select count(*) from webhook_delivery where state = 'dead'")
                        .getSingleResult())
                .longValue();
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

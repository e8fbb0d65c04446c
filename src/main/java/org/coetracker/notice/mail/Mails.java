package org.coetracker.notice.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.account.FirstRow;
import org.coetracker.notice.mail.MailTimes.Waiting;
import org.coetracker.shared.Ids;
import org.coetracker.shared.worker.Turn;

/** All messages. */
@ApplicationScoped
class Mails {
    /** Any number will do that no other advisory lock of this service has. */
    private static final long COMPOSING = 0xC0E_0018L;

    private static final int LONGEST_ERROR = 500;
    /** Whoever asks again and again fills nobody's mailbox. */
    private static final Duration ANOTHER_RESET_AFTER = Duration.ofMinutes(5);

    private static final String TIMES = """
            s.mail = 'daily_digest', cast(s.digest_at as text), cast(s.quiet_from as text), cast(s.quiet_until as text),
                s.weekend_quiet, p.time_zone
            """;

    private final EntityManager database;

    Mails(EntityManager database) {
        this.database = database;
    }

    /**
     * Somebody whose notices wait for mail.
     *
     * @param wanted whether they still want mail, and it can reach them
     */
    record Candidate(String person, boolean wanted, MailTimes times, Waiting waiting) {}

    /**
     * A message that this node may send for a while.
     *
     * @param attempt the how manieth it is
     * @param until when another node may send it; what is recorded later is not
     * @param passwordReset whether it is for somebody who has forgotten their password, and not about notices
     * @param createdAt when it was written
     */
    record Claimed(
            UUID id,
            String person,
            String messageId,
            int attempt,
            Instant until,
            boolean passwordReset,
            Instant createdAt) {}

    /** Where mail reaches somebody who is there and wants any, and when. */
    record Recipient(String address, MailTimes times) {}

    /** Lets one node at a time write messages, so that what belongs in one is not split; whether this is it. */
    boolean lockComposing() {
        return Turn.take(database, COMPOSING);
    }

    /**
     * Those whose notices wait for mail, without those who cannot be due yet. Costs a few steps into an index for each
     * person, however many notices wait.
     *
     * @param soonest when the oldest notice of somebody was written at the latest who has mail soon after
     */
    @SuppressWarnings("unchecked")
    List<Candidate> candidates(Instant soonest) {
        List<Object[]> rows = database.createNativeQuery("""
                        with recursive waiting (person) as (
                            (select n.person from notice n where n.to_mail order by n.person limit 1)
                            union all
                            select (select n.person from notice n where n.to_mail and n.person > w.person
                                    order by n.person limit 1)
                            from waiting w where w.person is not null
                        )
                        select w.person, p.active and p.email is not null and s.mail <> 'off', oldest.at, newest.at,
                            case when s.mail = 'daily_digest'
                                then (select max(m.created_at) from mail m
                                    where m.person = w.person and m.kind = 'notices') end,
                        """ + TIMES + """
                        from waiting w
                        join person p on p.handle = w.person
                        join notice_settings_in_force s on s.person = w.person
                        cross join lateral (
                            select n.created_at as at from notice n where n.to_mail and n.person = w.person
                            order by n.created_at limit 1) oldest
                        cross join lateral (
                            select n.created_at as at from notice n where n.to_mail and n.person = w.person
                            order by n.created_at desc limit 1) newest
                        where s.mail <> 'each_run' or oldest.at <= :soonest
                        order by w.person""", Object[].class)
                .setParameter("soonest", soonest)
                .getResultList();
        return rows.stream()
                .map(row -> new Candidate(
                        (String) row[0],
                        (Boolean) row[1],
                        times(row, 5),
                        new Waiting((Instant) row[2], (Instant) row[3], (Instant) row[4])))
                .toList();
    }

    /** Reads {@link #TIMES}. */
    private static MailTimes times(Object[] row, int first) {
        return new MailTimes(
                (Boolean) row[first],
                time(row[first + 1]),
                time(row[first + 2]),
                time(row[first + 3]),
                (Boolean) row[first + 4],
                ZoneId.of((String) row[first + 5]));
    }

    private static LocalTime time(Object text) {
        return text == null ? null : LocalTime.parse((String) text);
    }

    /** Takes the notices of people back who want no mail any more. */
    void forgo(List<String> people) {
        database.createNativeQuery("update notice set to_mail = false where to_mail and person = any(:people)")
                .setParameter("people", people.toArray(String[]::new))
                .executeUpdate();
    }

    /** Writes one message for each person, about all of their notices that wait. */
    void compose(List<UUID> ids, List<String> people, String host, Instant now) {
        database.createNativeQuery("""
                        with composed as (
                            insert into mail (id, person, message_id, state, attempts, next_attempt_at, created_at)
                            select id, person, '<' || id || '@' || :host || '>', 'queued', 0, :now, :now
                            from unnest(:ids, cast(:people as varchar[])) as written (id, person)
                            returning id, person
                        )
                        update notice n set to_mail = false, mail_id = c.id
                        from composed c where n.person = c.person and n.to_mail""")
                .setParameter("ids", ids.toArray(UUID[]::new))
                .setParameter("people", people.toArray(String[]::new))
                .setParameter("host", host)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Writes a message for somebody who has forgotten their password, unless there is one of the last minutes. */
    void queuePasswordReset(String person, String host, Instant now) {
        database.createNativeQuery("""
                        insert into mail (id, person, message_id, state, attempts, next_attempt_at, created_at, kind)
                        select :id, cast(:person as text), '<' || cast(:id as text) || '@' || :host || '>', 'queued', 0,
                            cast(:now as timestamptz), cast(:now as timestamptz), 'password_reset'
                        where not exists (
                            select 1 from mail m
                            where m.person = :person and m.kind = 'password_reset' and m.created_at > :since)""")
                .setParameter("id", Ids.next())
                .setParameter("person", person)
                .setParameter("host", host)
                .setParameter("now", now)
                .setParameter("since", now.minus(ANOTHER_RESET_AFTER))
                .executeUpdate();
    }

    /** Takes the next message whose time has come, so that no other node sends it until a moment. */
    Optional<Claimed> claim(Instant now, Instant until) {
        return FirstRow.of(database.createNativeQuery("""
                        with due as (
                            select m.id from mail m
                            where m.state = 'queued' and m.next_attempt_at <= :now
                                and (m.claimed_until is null or m.claimed_until <= :now)
                            order by m.next_attempt_at, m.id limit 1
                            for no key update of m skip locked
                        ), claimed as (
                            update mail m set claimed_until = :until, attempts = m.attempts + 1
                            from due d where m.id = d.id
                            returning m.id, m.person, m.message_id, m.attempts, m.claimed_until, m.kind, m.created_at
                        )
                        select id, person, message_id, attempts, claimed_until, kind, created_at from claimed""", Object[].class)
                        .setParameter("now", now)
                        .setParameter("until", until))
                .map(row -> new Claimed(
                        (UUID) row[0],
                        (String) row[1],
                        (String) row[2],
                        ((Number) row[3]).intValue(),
                        (Instant) row[4],
                        row[5].equals("password_reset"),
                        (Instant) row[6]));
    }

    /** Where mail reaches somebody, whether they want any or not, if they are there. */
    Optional<String> anyAddress(String person) {
        return FirstRow.text(database.createNativeQuery(
                        "select email from person where handle = :person and active and email is not null",
                        String.class)
                .setParameter("person", person));
    }

    /** Where mail reaches somebody, if they are there and want any. */
    Optional<Recipient> recipient(String person) {
        return FirstRow.of(database.createNativeQuery("select p.email, " + TIMES + """
                                from person p join notice_settings_in_force s on s.person = p.handle
                                where p.handle = :person and p.active and p.email is not null and s.mail <> 'off'""", Object[].class)
                        .setParameter("person", person))
                .map(row -> new Recipient((String) row[0], times(row, 1)));
    }

    /** The server took a message. */
    void sent(Claimed mail, Instant now) {
        end(mail, Message.State.SENT, "sent_at = :at", "", now);
    }

    /** A message was not needed. */
    void dropped(Claimed mail, Instant now) {
        end(mail, Message.State.DROPPED, "next_attempt_at = :at", "", now);
    }

    /** A message could not be sent, and is tried again later. */
    void failed(Claimed mail, String error, Instant nextAttemptAt) {
        end(mail, Message.State.QUEUED, "next_attempt_at = :at", error, nextAttemptAt);
    }

    /** A message was not handed to the server, which is no attempt. */
    void putOff(Claimed mail, String error, Instant until) {
        end(mail, Message.State.QUEUED, "attempts = attempts - 1, next_attempt_at = :at", error, until);
    }

    /** A message could not be sent, too often. */
    void givenUp(Claimed mail, String error, Instant now) {
        end(mail, Message.State.DEAD, "next_attempt_at = :at", error, now);
    }

    /** What another node has claimed meanwhile, that node records. */
    private void end(Claimed mail, Message.State state, String changes, String error, Instant at) {
        database.createNativeQuery("""
                        update mail set state = :state, claimed_until = null, last_error = nullif(:error, ''), %s
                        where id = :id and state = 'queued' and claimed_until = :until""".formatted(changes))
                .setParameter("state", state.name().toLowerCase(Locale.ROOT))
                .setParameter("error", error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR))
                .setParameter("at", at)
                .setParameter("id", mail.id())
                .setParameter("until", mail.until())
                .executeUpdate();
    }

    /** Lets a message that was given up be tried again from the beginning; whether it was given up. */
    boolean requeue(UUID id, Instant now) {
        return database.createNativeQuery("""
                        update mail set state = 'queued', attempts = 0, next_attempt_at = :now, claimed_until = null
                        where id = :id and state = 'dead'""")
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /** One message. */
    Optional<Message> find(UUID id) {
        return Optional.ofNullable(database.find(Message.class, id));
    }

    /** How many messages are dead, and when the oldest was queued whose time has come. */
    Object[] backlog(Instant now) {
        return (Object[]) database.createNativeQuery("""
                        select (select count(*) from mail where state = 'dead'),
                            (select min(created_at) from mail where state = 'queued' and next_attempt_at <= :now)""", Object[].class)
                .setParameter("now", now)
                .getSingleResult();
    }
}

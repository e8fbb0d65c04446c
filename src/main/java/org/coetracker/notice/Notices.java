package org.coetracker.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.event.Events;
import org.coetracker.shared.Ids;
import org.coetracker.shared.worker.Turn;

/** All notices. */
@ApplicationScoped
public class Notices {
    /**
     * Claims events that nobody was told of, and tells whoever is to hear of them, in one statement.
     *
     * <p>One node at a time does so, see {@link #lockTelling}. What a transaction did to one thing is told once: the first
     * of its events says it. Who the managers of a team are is asked once for all that everybody sees; about what is
     * restricted, or a team that nobody manages, it depends on the COE. The ids are UUIDv7: the time, the place of
     * the event in its batch (a counter, RFC 9562, section 6.2), and chance.
     */
    private static final String TELL = """
            with claimed as materialized (
                select e.id, e.transaction, e.at, e.type, e.coe_id, e.action_id, e.actor, e.audience, e.detail from event e
                where e.told_at is null
                order by e.id
                limit :limit
            ), told as (
                update event e set told_at = :now from claimed c where e.id = c.id
            ), named as materialized (
                select c.id, c.coe_id, n.name from claimed c cross join unnest(c.audience) as n (name)
            ), answering as materialized (
                select m.name, managers_to_tell(substr(m.name, 10)) as people
                from (select distinct name from named where name like 'managers:%') m
            ), addressed as (
                select n.id, substr(n.name, 8) as person from named n where n.name like 'person:%'
                union
                select n.id, unnest(case when o.confidentiality = 'internal' and a.people is not null then a.people
                    else managers_to_tell(substr(n.name, 10), n.coe_id) end)
                from named n join answering a on a.name = n.name join coe o on o.id = n.coe_id
            ), written as (
                insert into notice
                    (id, event_id, transaction, person, type, coe_id, action_id, detail, at, created_at, to_mail)
                select cast(overlay(cast(gen_random_uuid() as text)
                        placing :idTime || lpad(to_hex(dense_rank() over (order by c.id)), 3, '0') from 1 for 18) as uuid),
                    c.id, c.transaction, p.handle, c.type, c.coe_id, c.action_id, c.detail, c.at, :now,
                    :mail and p.email is not null and s.mail <> 'off'
                from claimed c
                join addressed t on t.id = c.id
                join person p on p.handle = t.person and p.active
                left join coe o on o.id = c.coe_id
                join notice_settings_in_force s on s.person = p.handle
                where p.handle <> c.actor
                    and (c.coe_id is null or o.confidentiality = 'internal' or coe_shown_to(p.handle, o.id))
                order by c.id
                on conflict (person, coalesce(action_id, coe_id), transaction) do nothing
                returning id
            )
            select (select count(*) from claimed), (select count(*) from written)""";

    private static final String SUBJECTS = """
            select n.id, cast(n.detail as text), c.number, a.number, c.title, a.title,
                coalesce(c.confidentiality = 'restricted', false), n.type, n.coe_id, n.action_id
            from notice n left join coe c on c.id = n.coe_id left join action a on a.id = n.action_id
            where %s and (n.coe_id is null or c.id is not null)
                and (n.action_id is null or a.id is not null or n.type like 'comment.%%')
            order by n.at, n.id""";

    /** The COEs of a message that its person may see: asked once for each, as a message may be about one many times. */
    private static final String SHOWN_IN_MAIL = """
            with about as materialized (
                select n.coe_id, min(n.person) as person from notice n
                where n.mail_id = :key and n.coe_id is not null group by n.coe_id
            ), shown as materialized (
                select b.coe_id from about b join coe o on o.id = b.coe_id
                where o.confidentiality = 'internal' or coe_shown_to(b.person, b.coe_id)
            )
            """;

    private static final String IS_SHOWN = "(n.coe_id is null or n.coe_id in (select s.coe_id from shown s))";

    private static final String COUNTS_OF_MAIL = SHOWN_IN_MAIL + """
            select count(*), count(distinct coalesce(cast(n.coe_id as text), n.detail ->> 'webhook'))
            from notice n left join action a on a.id = n.action_id
            where n.mail_id = :key and (n.action_id is null or a.id is not null or n.type like 'comment.%') and\s""" + IS_SHOWN;

    /** With a day to spare: a transaction that took long has written its events under the time at which it began. */
    private static final Duration EVENTS_KEPT_FOR = Events.KEPT_FOR.plusDays(1);

    /** Any number will do that no other advisory lock of this service has. */
    private static final long TELLING = 0xC0E_0118L;

    private final EntityManager database;

    Notices(EntityManager database) {
        this.database = database;
    }

    /**
     * What a batch came to.
     *
     * @param events how many events were told
     * @param notices how many notices were written about them
     */
    record Told(long events, long notices) {
        /** That another node was at it. */
        static final Told NOTHING = new Told(0, 0);
    }

    /**
     * Lets one node at a time write notices, until the end of the transaction; whether this is it. So they are there for
     * their readers in the order of their {@code created_at}, and two nodes never wait for each other's.
     */
    boolean lockTelling() {
        return Turn.take(database, TELLING);
    }

    /**
     * Writes the notices about a batch of events, in the caller's transaction.
     *
     * @param mail whether there is a server to send mail by
     */
    Told tell(int limit, boolean mail, Instant now) {
        Object[] row = (Object[]) database.createNativeQuery(TELL, Object[].class)
                .setParameter("limit", limit)
                .setParameter("now", now)
                .setParameter("mail", mail)
                .setParameter("idTime", Ids.prefix(now))
                .getSingleResult();
        return new Told(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    /** When the oldest event happened that nobody was told of. */
    Optional<Instant> oldestUntold() {
        Object oldest = database.createNativeQuery(
                        "select at from event where told_at is null order by id limit 1", Instant.class)
                .getResultStream()
                .findFirst()
                .orElse(null);
        return Optional.ofNullable((Instant) oldest);
    }

    /** What notices are about. */
    Map<UUID, NoticeSubject> subjects(Collection<UUID> notices) {
        Map<UUID, NoticeSubject> subjects = new HashMap<>();
        read("", "n.id = any(:key)", notices.toArray(UUID[]::new), notices.size())
                .forEach(one -> subjects.put(one.notice(), one));
        return subjects;
    }

    /**
     * What a message is about, as far as its person may see it at the moment.
     *
     * @param oldest what its oldest notices are about
     * @param notices how many there are in all
     * @param threads how many COEs they are about, or what else
     */
    public record OfMail(List<NoticeSubject> oldest, long notices, long threads) {}

    /** What a message is about, with no more of its notices than are wanted: there may be any number. */
    public OfMail ofMail(UUID mail, int most) {
        Object[] counts = (Object[]) database.createNativeQuery(COUNTS_OF_MAIL, Object[].class)
                .setParameter("key", mail)
                .getSingleResult();
        return new OfMail(
                read(SHOWN_IN_MAIL, "n.mail_id = :key and " + IS_SHOWN, mail, most),
                ((Number) counts[0]).longValue(),
                ((Number) counts[1]).longValue());
    }

    @SuppressWarnings("unchecked")
    private List<NoticeSubject> read(String before, String condition, Object key, int most) {
        List<Object[]> rows = database.createNativeQuery(before + SUBJECTS.formatted(condition), Object[].class)
                .setParameter("key", key)
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(NoticeSubject::of).toList();
    }

    /** Marks one notice of somebody's as read, or leaves it so; whether there is one that they may see. */
    boolean read(UUID id, Actor actor, Instant now) {
        return mark("n.id = :key", id, actor, now) > 0;
    }

    /** Marks all notices of somebody's as read that were written up to a moment and that they may see; how many there were. */
    int readUpTo(Instant upTo, Actor actor, Instant now) {
        return mark("n.created_at <= :key and n.read_at is null", upTo, actor, now);
    }

    private int mark(String condition, Object key, Actor actor, Instant now) {
        Visibility visibility = Visibility.of(actor);
        return visibility
                .bind(database.createNativeQuery("""
                                update notice n set read_at = coalesce(n.read_at, :now)
                                where n.person = :person and %s and (%s
                                    or exists (select 1 from coe c where c.id = n.coe_id and %s))""".formatted(
                        condition, visibility.isLimited() ? "1 = 0" : "n.coe_id is null", visibility.ofCoeRows("c"))))
                .setParameter("key", key)
                .setParameter("person", actor.handle())
                .setParameter("now", now)
                .executeUpdate();
    }

    /** How much is older than it is kept for. */
    long countOld(NoticeTiming timing, Instant now) {
        return ((Number) database.createNativeQuery("""
                                select (select count(*) from notice where at < :noticesFrom)
                                    + (select count(*) from mail where created_at < :noticesFrom)
                                    + (select count(*) from event where at < :eventsFrom and told_at is not null)""")
                        .setParameter("noticesFrom", now.minus(timing.keptFor()))
                        .setParameter("eventsFrom", now.minus(EVENTS_KEPT_FOR))
                        .getSingleResult())
                .longValue();
    }

    /** Forgets a batch of what is older than it is kept for; how much that was. */
    int forgetOld(int limit, NoticeTiming timing, Instant now) {
        return forget("notice", "at < :from", limit, timing.keptFor(), now)
                + forget("mail", "created_at < :from", limit, timing.keptFor(), now)
                + forget("event", "at < :from and told_at is not null", limit, EVENTS_KEPT_FOR, now);
    }

    private int forget(String table, String condition, int limit, Duration keptFor, Instant now) {
        return database.createNativeQuery("delete from %1$s where id in (select id from %1$s where %2$s limit :limit)"
                        .formatted(table, condition))
                .setParameter("from", now.minus(keptFor))
                .setParameter("limit", limit)
                .executeUpdate();
    }
}

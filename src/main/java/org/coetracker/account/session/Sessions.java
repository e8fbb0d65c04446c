package org.coetracker.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.account.Client;
import org.coetracker.account.Expiring;
import org.coetracker.account.FirstRow;
import org.coetracker.account.Secret;

/** All sessions. */
@ApplicationScoped
class Sessions implements Expiring {
    private final EntityManager database;
    private final SessionSettings settings;

    Sessions(EntityManager database, SessionSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Keeps a session that begins. */
    void add(Session session, Secret secret, Client client, String idToken) {
        database.createNativeQuery("""
                        insert into session
                            (secret_hash, id, person, kind, created_at, last_seen_at, expires_at, address, user_agent, id_token)
                        values (:hash, :id, :person, :kind, :now, :now, :expiresAt,
                            :address, nullif(:agent, ''), nullif(:idToken, ''))""")
                .setParameter("hash", secret.hash())
                .setParameter("id", session.id())
                .setParameter("person", session.person())
                .setParameter("kind", session.kind().word())
                .setParameter("now", session.createdAt())
                .setParameter("expiresAt", session.expiresAt())
                .setParameter("address", client.address())
                .setParameter("agent", Objects.requireNonNullElse(client.agent(), ""))
                .setParameter("idToken", Objects.requireNonNullElse(idToken, ""))
                .executeUpdate();
    }

    /** The session of a secret, if it has not been ended and its person is active. */
    Optional<Session> of(Secret secret) {
        return FirstRow.of(database.createNativeQuery("""
                        select s.id, s.person, s.kind, s.created_at, s.last_seen_at, s.expires_at,
                            s.kind = 'password' and coalesce(p.one_time, false)
                        from session s join person h on h.handle = s.person
                            left join password p on p.person = s.person
                        where s.secret_hash = :hash and s.ended_at is null and h.active""", Object[].class).setParameter("hash", secret.hash()))
                .map(row -> new Session(
                        (UUID) row[0],
                        (String) row[1],
                        Session.Kind.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                        (Instant) row[3],
                        (Instant) row[4],
                        (Instant) row[5],
                        (Boolean) row[6]));
    }

    /** The OpenID provider's token of a session, if it began there and goes on: with the session the token is forgotten. */
    Optional<String> idToken(Secret secret) {
        return FirstRow.text(database.createNativeQuery(
                        "select id_token from session where secret_hash = :hash and id_token is not null", String.class)
                .setParameter("hash", secret.hash()));
    }

    /** Notes that a session is used. */
    void seen(UUID id, Instant now) {
        database.createNativeQuery("update session set last_seen_at = :now where id = :id and last_seen_at < :now")
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** A session that was ended just now. */
    record Closed(UUID id, String person) {}

    /** Ends a session; nothing when it was not open. */
    Optional<Closed> end(Secret secret, Instant now) {
        return closed(database.createNativeQuery("""
                                update session set ended_at = :now, id_token = null where secret_hash = :hash and ended_at is null
                                returning id, person""", Object[].class)
                        .setParameter("hash", secret.hash())
                        .setParameter("now", now))
                .stream()
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private static List<Closed> closed(Query ending) {
        List<Object[]> rows = ending.getResultList();
        return rows.stream()
                .map(row -> new Closed((UUID) row[0], (String) row[1]))
                .toList();
    }

    /**
     * Ends the sessions of a person; those that were open.
     *
     * @param but the id of one that goes on; null for none
     */
    List<Closed> endAllOf(String person, UUID but, Instant now) {
        return closed(database.createNativeQuery("""
                        update session set ended_at = :now, id_token = null
                        where person = :person and ended_at is null and id <> :but
                        returning id, person""", Object[].class)
                .setParameter("person", person)
                .setParameter("but", Objects.requireNonNullElse(but, new UUID(0, 0)))
                .setParameter("now", now));
    }

    /** Ends the sessions of all who are switched off; those that were open. */
    List<Closed> endThoseOfWhoIsSwitchedOff(Instant now) {
        return closed(database.createNativeQuery("""
                        update session s set ended_at = :now, id_token = null from person p
                        where s.ended_at is null and p.handle = s.person and not p.active
                        returning s.id, s.person""", Object[].class).setParameter("now", now));
    }

    @Override
    public int forgetOver(Instant now) {
        return over("delete from session where ", now).executeUpdate();
    }

    @Override
    public long countOver(Instant now) {
        return ((Number) over("select count(*) from session where ", now).getSingleResult()).longValue();
    }

    private Query over(String statement, Instant now) {
        return database.createNativeQuery(
                        statement + "ended_at is not null or expires_at <= :now or last_seen_at <= :idleSince")
                .setParameter("now", now)
                .setParameter("idleSince", now.minus(settings.idleFor()));
    }
}

package org.coetracker.account.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.coetracker.account.Client;
import org.coetracker.account.Expiring;
import org.coetracker.account.Secret;
import org.coetracker.account.lockout.FailureCount.Scope;

/**
 * Slows down whoever guesses passwords. Each attempt is counted as a failure before its password is looked at, and taken
 * back when it was right: of two at the same time neither slips past the count. Counts are in the database, so that all
 * nodes see them; they fade, and a delay ends by itself, so that nobody is locked out for good.
 */
@ApplicationScoped
public class SignInThrottle implements Expiring {
    /** A person is not slowed down by guesses from elsewhere where they signed in within this time. */
    static final Duration NETWORK_KNOWN_FOR = Duration.ofDays(30);

    /** All counts have faded by then. */
    private static final Duration FADED_AFTER = Duration.ofDays(1);

    private final EntityManager database;
    private final Clock clock;

    SignInThrottle(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts an attempt, in a transaction that ends before the password is looked at.
     *
     * @param who what was typed
     * @param person the person that it means; null when there is none
     * @throws TooEarly when it has to wait; then nothing is counted
     */
    @Transactional(TxType.REQUIRES_NEW)
    public Attempt claim(String who, String person, Client client) {
        Instant now = clock.instant();
        // Somebody may have typed their password into the wrong field.
        String account = person == null ? "?" + HexFormat.of().formatHex(new Secret(plain(who)).hash()) : person;
        String network = client.network();
        List<Attempt.Counted> counts = new ArrayList<>();
        int refusedBefore = raise(counts, Scope.ACCOUNT_AND_NETWORK, account + " " + network, now);
        refusedBefore += raise(counts, Scope.NETWORK, network, now);
        if (person == null || !isKnown(person, network, now)) {
            refusedBefore += raise(counts, Scope.ACCOUNT, account, now);
        }
        return new Attempt(counts, refusedBefore);
    }

    private static String plain(String who) {
        return who.strip().toLowerCase(Locale.ROOT);
    }

    /** Takes an attempt back that could not be looked at. */
    @Transactional
    public void takeBack(Attempt attempt) {
        attempt.counts().forEach(this::takeBack);
    }

    /** Notes that an attempt was right. */
    @Transactional
    public void wasRight(Attempt attempt, String person, Client client) {
        // Rows are locked in the order of the scopes, as everywhere.
        know(person, client);
        // Others are counted here too: whoever has one right password must not make room for guesses by it.
        attempt.counts().stream()
                .filter(counted -> counted.scope() != Scope.ACCOUNT_AND_NETWORK)
                .forEach(this::takeBack);
    }

    /** Notes that a person has shown from somewhere who they are: what they mistyped there before is forgotten. */
    @Transactional
    public void know(String person, Client client) {
        database.createNativeQuery("delete from sign_in_throttle where scope = :scope and key = :key")
                .setParameter("scope", word(Scope.ACCOUNT_AND_NETWORK))
                .setParameter("key", person + " " + client.network())
                .executeUpdate();
        database.createNativeQuery("""
                        insert into sign_in_network (person, network, last_at) values (:person, :network, :now)
                        on conflict (person, network) do update set last_at = excluded.last_at""")
                .setParameter("person", person)
                .setParameter("network", client.network())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Counts an attempt that was not looked at; how many there have been since the last one that was. */
    @Transactional(TxType.REQUIRES_NEW)
    public int refused(TooEarly early) {
        List<?> refused = database.createNativeQuery("""
                        update sign_in_throttle set refused = refused + 1
                        where scope = :scope and key = :key returning refused""", Integer.class)
                .setParameter("scope", word(early.scope()))
                .setParameter("key", early.key())
                .getResultList();
        return refused.isEmpty() ? 1 : (Integer) refused.get(0);
    }

    /** Forgets counts that have faded, and networks that are not known any more; how many there were. */
    @Override
    @Transactional
    public int forgetOver(Instant now) {
        return database.createNativeQuery("delete from sign_in_throttle where counted_at < :faded")
                        .setParameter("faded", now.minus(FADED_AFTER))
                        .executeUpdate()
                + database.createNativeQuery("delete from sign_in_network where last_at < :old")
                        .setParameter("old", now.minus(NETWORK_KNOWN_FOR))
                        .executeUpdate();
    }

    @Override
    public long countOver(Instant now) {
        return ((Number) database.createNativeQuery("""
                        select (select count(*) from sign_in_throttle where counted_at < :faded)
                            + (select count(*) from sign_in_network where last_at < :old)""")
                        .setParameter("faded", now.minus(FADED_AFTER))
                        .setParameter("old", now.minus(NETWORK_KNOWN_FOR))
                        .getSingleResult())
                .longValue();
    }

    private boolean isKnown(String person, String network, Instant now) {
        return (Boolean) database.createNativeQuery("""
                        select exists (select 1 from sign_in_network
                            where person = :person and network = :network and last_at > :since)""", Boolean.class)
                .setParameter("person", person)
                .setParameter("network", network)
                .setParameter("since", now.minus(NETWORK_KNOWN_FOR))
                .getSingleResult();
    }

    /** Raises a count; how many attempts it had refused. */
    private int raise(List<Attempt.Counted> counts, Scope scope, String key, Instant now) {
        Object[] row = lock(scope, key, now);
        FailureCount count = count(row);
        Duration left = count.wait(now);
        if (!left.isZero()) {
            throw new TooEarly(scope, key, left);
        }
        FailureCount raised = count.raised(scope, now);
        write(scope, key, raised);
        counts.add(new Attempt.Counted(scope, key, raised));
        return (Integer) row[3];
    }

    private void takeBack(Attempt.Counted counted) {
        FailureCount count = count(lock(counted.scope(), counted.key(), clock.instant()));
        write(counted.scope(), counted.key(), count.without(counted.raisedTo()));
    }

    /** The row of a count, made when it is missing, and locked to the end of the transaction. */
    private Object[] lock(Scope scope, String key, Instant now) {
        return (Object[]) database.createNativeQuery("""
                        insert into sign_in_throttle (scope, key, failures, counted_at, refused)
                        values (:scope, :key, 0, :now, 0)
                        on conflict (scope, key) do update set scope = excluded.scope
                        returning failures, counted_at, blocked_until, refused""", Object[].class)
                .setParameter("scope", word(scope))
                .setParameter("key", key)
                .setParameter("now", now)
                .getSingleResult();
    }

    private static FailureCount count(Object[] row) {
        return new FailureCount((Integer) row[0], (Instant) row[1], (Instant) row[2]);
    }

    private void write(Scope scope, String key, FailureCount count) {
        database.createNativeQuery("""
                        update sign_in_throttle
                        set failures = :failures, counted_at = :countedAt, refused = 0,
                            blocked_until = cast(nullif(:blockedUntil, '') as timestamptz)
                        where scope = :scope and key = :key""")
                .setParameter("failures", count.failures())
                .setParameter("countedAt", count.countedAt())
                .setParameter(
                        "blockedUntil",
                        count.blockedUntil() == null ? "" : count.blockedUntil().toString())
                .setParameter("scope", word(scope))
                .setParameter("key", key)
                .executeUpdate();
    }

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}

package org.coetracker.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.coetracker.account.FirstRow;

/** Who has which password. */
@ApplicationScoped
class Passwords {
    private static final String HOLDER = """
            select h.handle, h.name, h.email, h.active, p.hash, coalesce(p.one_time, false)
            from person h left join password p on p.person = h.handle """;

    private final EntityManager database;

    Passwords(EntityManager database) {
        this.database = database;
    }

    /** Whoever has this handle or e-mail address, in any case of letters. */
    Optional<Holder> called(String who) {
        String plain = who.strip().toLowerCase(Locale.ROOT);
        return holder(plain.contains("@") ? " where lower(h.email) = :who" : " where h.handle = :who", plain);
    }

    /** The person of a handle. */
    Optional<Holder> of(String person) {
        return holder(" where h.handle = :who", person);
    }

    private Optional<Holder> holder(String where, String who) {
        return FirstRow.of(database.createNativeQuery(HOLDER + where, Object[].class)
                        .setParameter("who", who))
                .map(row -> new Holder(
                        (String) row[0], (String) row[1], (String) row[2], (Boolean) row[3], (String) row[4], (Boolean)
                                row[5]));
    }

    /** Whether a person is active and has this password still; if so, both stay true to the end of the transaction. */
    boolean holdsStill(String person, String hash) {
        return !database.createNativeQuery("""
                        select h.handle from person h join password p on p.person = h.handle
                        where h.handle = :person and h.active and p.hash = :hash for share""")
                .setParameter("person", person)
                .setParameter("hash", hash)
                .getResultList()
                .isEmpty();
    }

    /** Gives a person a password, in the place of the one that they had. */
    void set(String person, String hash, boolean oneTime, Instant now) {
        database.createNativeQuery("""
                        insert into password (person, hash, changed_at, one_time) values (:person, :hash, :now, :oneTime)
                        on conflict (person) do update
                        set hash = excluded.hash, changed_at = excluded.changed_at, one_time = excluded.one_time""")
                .setParameter("person", person)
                .setParameter("hash", hash)
                .setParameter("now", now)
                .setParameter("oneTime", oneTime)
                .executeUpdate();
    }

    /** Puts another hash into the place of one, unless that is gone; whether it was there. */
    boolean replace(String person, String hash, String by, boolean oneTime, Instant now) {
        return database.createNativeQuery("""
                        update password set hash = :by, changed_at = :now, one_time = :oneTime
                        where person = :person and hash = :hash""")
                        .setParameter("person", person)
                        .setParameter("hash", hash)
                        .setParameter("by", by)
                        .setParameter("now", now)
                        .setParameter("oneTime", oneTime)
                        .executeUpdate()
                == 1;
    }

    /** Keeps the same password as a hash of today's cost. */
    void rehash(String person, String hash, String by) {
        database.createNativeQuery("update password set hash = :by where person = :person and hash = :hash")
                .setParameter("person", person)
                .setParameter("hash", hash)
                .setParameter("by", by)
                .executeUpdate();
    }
}

package org.coetracker.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.coetracker.account.Expiring;
import org.coetracker.account.FirstRow;
import org.coetracker.account.Secret;

/** Links that reset a password, each good for one use. */
@ApplicationScoped
class ResetLinks implements Expiring {
    private final EntityManager database;

    ResetLinks(EntityManager database) {
        this.database = database;
    }

    /** Makes a link, in the place of those that the person was given before. */
    void add(String person, Secret token, String by, Instant now, Instant expiresAt) {
        forgetUnused(person);
        insert(person, token, by, now, expiresAt);
    }

    /** Makes a link, in the place of those that were made by the same before. */
    void addMailed(String person, Secret token, String by, Instant now, Instant expiresAt) {
        database.createNativeQuery(
                        "delete from password_reset where person = :person and used_at is null and created_by = :by")
                .setParameter("person", person)
                .setParameter("by", by)
                .executeUpdate();
        insert(person, token, by, now, expiresAt);
    }

    /** Ends all links of a person that were not used. */
    void forgetUnused(String person) {
        database.createNativeQuery("delete from password_reset where person = :person and used_at is null")
                .setParameter("person", person)
                .executeUpdate();
    }

    private void insert(String person, Secret token, String by, Instant now, Instant expiresAt) {
        database.createNativeQuery("""
                        insert into password_reset (token_hash, person, created_by, created_at, expires_at)
                        values (:hash, :person, :by, :now, :expiresAt)""")
                .setParameter("hash", token.hash())
                .setParameter("person", person)
                .setParameter("by", by)
                .setParameter("now", now)
                .setParameter("expiresAt", expiresAt)
                .executeUpdate();
    }

    /** The active person whose link this is, if it is still good. */
    Optional<String> personOf(Secret token, Instant now) {
        return FirstRow.text(database.createNativeQuery("""
                        select r.person from password_reset r join person p on p.handle = r.person and p.active
                        where r.token_hash = :hash and r.used_at is null and r.expires_at > :now""", String.class)
                .setParameter("hash", token.hash())
                .setParameter("now", now));
    }

    /** Uses a link up; whether it was still good. */
    boolean use(Secret token, Instant now) {
        return database.createNativeQuery("""
                        update password_reset set used_at = :now
                        where token_hash = :hash and used_at is null and expires_at > :now""")
                        .setParameter("hash", token.hash())
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    @Override
    public int forgetOver(Instant now) {
        return database.createNativeQuery("delete from password_reset where used_at is not null or expires_at <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    @Override
    public long countOver(Instant now) {
        return ((Number) database.createNativeQuery(
                                "select count(*) from password_reset where used_at is not null or expires_at <= :now")
                        .setParameter("now", now)
                        .getSingleResult())
                .longValue();
    }
}

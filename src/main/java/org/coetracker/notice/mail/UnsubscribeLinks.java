package org.coetracker.notice.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.coetracker.account.Expiring;
import org.coetracker.account.FirstRow;
import org.coetracker.account.Secret;

/** Links that switch somebody's mail off. They can be used again: to be switched off twice harms nobody. */
@ApplicationScoped
class UnsubscribeLinks implements Expiring {
    /** People keep mail, and use its links long after. */
    private static final Duration GOOD_FOR = Duration.ofDays(365);

    private final EntityManager database;

    UnsubscribeLinks(EntityManager database) {
        this.database = database;
    }

    /** Makes a link for somebody. */
    void add(String person, Secret token, Instant now) {
        database.createNativeQuery(
                        "insert into unsubscribe_link (token_hash, person, created_at) values (:hash, :person, :now)")
                .setParameter("hash", token.hash())
                .setParameter("person", person)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Whose link it is, if it is one. */
    Optional<String> personOf(Secret token, Instant now) {
        return FirstRow.text(database.createNativeQuery(
                        "select person from unsubscribe_link where token_hash = :hash and created_at > :from",
                        String.class)
                .setParameter("hash", token.hash())
                .setParameter("from", now.minus(GOOD_FOR)));
    }

    @Override
    public long countOver(Instant now) {
        return ((Number) database.createNativeQuery("select count(*) from unsubscribe_link where created_at <= :from")
                        .setParameter("from", now.minus(GOOD_FOR))
                        .getSingleResult())
                .longValue();
    }

    @Override
    public int forgetOver(Instant now) {
        return database.createNativeQuery("delete from unsubscribe_link where created_at <= :from")
                .setParameter("from", now.minus(GOOD_FOR))
                .executeUpdate();
    }
}

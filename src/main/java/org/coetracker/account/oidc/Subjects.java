package org.coetracker.account.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is who: the persons here of those whom a provider calls by a subject. */
@ApplicationScoped
class Subjects {
    private final EntityManager database;

    Subjects(EntityManager database) {
        this.database = database;
    }

    /**
     * A person whom a provider knows.
     *
     * @param handle the person
     * @param claimsAt when the newest token was issued whose roles and teams were taken over
     */
    record Known(String handle, Instant claimsAt) {}

    /** Lets one transaction at a time, on all nodes, take in whoever has this subject. */
    void lock(String issuer, String subject) {
        database.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended(:issuer || ' ' || :subject, 0))",
                        Integer.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .getSingleResult();
    }

    /** The person of a subject, if they were here before. */
    Optional<Known> find(String issuer, String subject) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery("""
                        select person, claims_at from oidc_identity
                        where issuer = :issuer and subject = :subject""", Object[].class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .getResultList();
        return rows.stream().findFirst().map(row -> new Known((String) row[0], (Instant) row[1]));
    }

    /** Notes for good whose a subject is; nothing of its claims has been taken over. */
    void add(String issuer, String subject, String person, Instant now) {
        database.createNativeQuery("""
                        insert into oidc_identity (issuer, subject, person, claims_at, created_at)
                        values (:issuer, :subject, :person, timestamptz 'epoch', :now)""")
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .setParameter("person", person)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Notes that the claims of a token were taken over. */
    void took(String issuer, String subject, Instant claimsAt) {
        database.createNativeQuery("""
                        update oidc_identity set claims_at = :claimsAt
                        where issuer = :issuer and subject = :subject""")
                .setParameter("claimsAt", claimsAt)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .executeUpdate();
    }
}

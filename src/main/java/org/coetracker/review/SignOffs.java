package org.coetracker.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;

/** What is found to be exposed after a COE was approved, and signed off by a security reviewer. */
@ApplicationScoped
class SignOffs {
    private final EntityManager database;
    private final Rounds rounds;

    SignOffs(EntityManager database, Rounds rounds) {
        this.database = database;
        this.rounds = rounds;
    }

    /** Asks for a sign-off of what was approved; of whom. */
    List<String> ask(UUID coe, Instant at) {
        return rounds.rows(Rounds.LAST + """
                , asked as (
                    update review_round r set sign_off_asked_at = coalesce(r.sign_off_asked_at, :at)""" + Rounds.OF_LAST + """
                )
                select n, l.round from last l cross join unnest(review_signers(l.coe_id)) as n order by n""", Map.of("coe", coe, "at", at)).stream()
                .map(row -> (String) row[0])
                .toList();
    }

    /** Whether one is asked for. */
    boolean isAsked(UUID coe) {
        return !rounds.rows(
                        Rounds.LAST + "select l.round, l.coe_id from last l where l.sign_off_asked_at is not null",
                        Map.of("coe", coe))
                .isEmpty();
    }

    /** It is given. */
    void give(UUID coe, Actor actor, Instant at) {
        database.createNativeQuery(Rounds.LAST
                        + "update review_round r set sign_off_asked_at = null, signed_off_by = :actor, signed_off_at = :at"
                        + Rounds.OF_LAST)
                .setParameter("coe", coe)
                .setParameter("actor", actor.handle())
                .setParameter("at", at)
                .executeUpdate();
    }

    /** Whether it is for somebody to give who is a security reviewer: they did not write the COE. */
    boolean isFor(UUID coe, Actor actor) {
        return !rounds.rows(
                        Rounds.LAST + "select l.round, l.coe_id from last l where :actor <> all(l.authors)",
                        Map.of("coe", coe, "actor", actor.handle()))
                .isEmpty();
    }

    /** It is not asked for any more, as nothing is exposed. */
    void end(UUID coe) {
        database.createNativeQuery(Rounds.LAST + "update review_round r set sign_off_asked_at = null" + Rounds.OF_LAST)
                .setParameter("coe", coe)
                .executeUpdate();
    }
}

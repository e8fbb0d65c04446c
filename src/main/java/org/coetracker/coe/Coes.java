package org.coetracker.coe;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Involved;
import org.coetracker.access.Visibility;
import org.coetracker.action.Parents;
import org.coetracker.shared.problem.ProblemException;
import org.hibernate.jpa.HibernateHints;

/** All COEs. */
@ApplicationScoped
class Coes implements PanacheRepositoryBase<Coe, UUID>, Parents {

    /**
     * The COE of a ref or id.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    Coe get(CoeRef ref, Actor actor) {
        // To be shown, not changed: nothing keeps a copy to compare with.
        return one(query(ref, actor, Coe.class, "from Coe c").setHint(HibernateHints.HINT_READ_ONLY, true), ref);
    }

    /**
     * The COE of a ref or id, locked: who changes a record waits for whoever is changing it.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    Coe lock(CoeRef ref, Actor actor) {
        return one(query(ref, actor, Coe.class, "from Coe c").setLockMode(LockModeType.PESSIMISTIC_WRITE), ref);
    }

    /**
     * The id of a COE.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    UUID idOf(CoeRef ref, Actor actor) {
        return one(query(ref, actor, UUID.class, "select c.id from Coe c"), ref);
    }

    private static <T> T one(TypedQuery<T> query, CoeRef ref) {
        return query.getResultList().stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("COE " + ref.text()));
    }

    private <T> TypedQuery<T> query(CoeRef ref, Actor actor, Class<T> type, String from) {
        Visibility visibility = Visibility.of(actor);
        String seen = from + " where " + visibility.ofCoes("c");
        return visibility.bind(
                ref.id() == null
                        ? getEntityManager()
                                .createQuery(seen + " and c.number = :number", type)
                                .setParameter("number", ref.number())
                        : getEntityManager()
                                .createQuery(seen + " and c.id = :id", type)
                                .setParameter("id", ref.id()));
    }

    /** A number that no COE had before. */
    long nextNumber() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select nextval('coe_number')")
                        .getSingleResult())
                .longValue();
    }

    /**
     * Takes the number of a new action. It is no change of the record, so its version stays: who edits the record is
     * not disturbed by a new action.
     */
    int takeActionNumber(Coe coe) {
        return ((Number) getEntityManager()
                        .createNativeQuery("""
                                update coe set last_action_number = last_action_number + 1 where id = :id
                                returning last_action_number""")
                        .setParameter("id", coe.id())
                        .getSingleResult())
                .intValue();
    }

    /** Those of the refs, of COEs or actions, that there are and that the actor may see. */
    @SuppressWarnings("unchecked")
    Set<String> existing(Collection<String> refs, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        return new HashSet<>(visibility
                .bind(getEntityManager()
                        .createNativeQuery("""
                        select ref from unnest(:refs) as ref
                        where exists (
                            select 1 from coe c
                            where c.number = cast(substring(ref from 'COE-(\\d+)$') as bigint) and %s)
                        or exists (
                            select 1 from action a
                            where a.coe_number = cast(substring(ref from 'COE-(\\d+)-A') as bigint)
                            and a.number = cast(substring(ref from '-A(\\d+)$') as bigint) and %s)""".formatted(visibility.ofCoeRows("c"), visibility.ofActionRows("a"))))
                .setParameter("refs", refs.toArray(String[]::new))
                .getResultList());
    }

    @Override
    public Held hold(UUID coe) {
        Coe held = getEntityManager()
                .createQuery("from Coe c where c.id = :id", Coe.class)
                .setParameter("id", coe)
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getSingleResult();
        return new Held(held.answers().causeIds(), Status.AGREED.contains(held.status()));
    }

    @Override
    public Involved involved(UUID coe) {
        return getEntityManager()
                .createQuery("from Coe c where c.id = :id", Coe.class)
                .setParameter("id", coe)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getSingleResult()
                .involved();
    }

    @Override
    public void requireOpen(UUID coe) {
        Coe found = getEntityManager().find(Coe.class, coe, LockModeType.PESSIMISTIC_READ);
        if (found.status() == Status.CLOSED) {
            throw ProblemException.illegalMove(
                    found.ref() + " is closed; reopen it first, with a reason.",
                    Status.CLOSED.word(),
                    Status.CLOSED.openMoves());
        }
    }
}

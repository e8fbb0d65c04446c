package org.coetracker.overdue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.action.Action;
import org.coetracker.shared.problem.ProblemException;

/** All overdue reviews. */
@ApplicationScoped
class OverdueReviews implements PanacheRepositoryBase<OverdueReview, UUID> {

    /**
     * One of them, with its action.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    OverdueReview get(UUID id, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        return visibility
                .bind(getEntityManager()
                        .createQuery(
                                "from OverdueReview r join fetch r.action a where r.id = :id and "
                                        + visibility.ofActions("a"),
                                OverdueReview.class)
                        .setParameter("id", id))
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> noReview(id.toString()));
    }

    /**
     * One of them, locked after its action: everybody who changes a review locks in this order, so that nobody waits for
     * somebody who waits for them. Nothing is locked of what the actor may not see: whoever held such a lock, or timed it,
     * would know that the action is there.
     *
     * @param beforeAction what else has to be locked before the action, told what the review is about, and its COE's id
     * @throws ProblemException 404 when there is none that the actor may see
     */
    OverdueReview lock(UUID id, Actor actor, BiConsumer<About, UUID> beforeAction) {
        Visibility visibility = Visibility.of(actor);
        Object[] found = visibility
                .bind(getEntityManager()
                        .createQuery(
                                "select a.id, r.about, a.coeId from OverdueReview r join r.action a where r.id = :id and "
                                        + visibility.ofActions("a"),
                                Object[].class)
                        .setParameter("id", id))
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> noReview(id.toString()));
        beforeAction.accept((About) found[1], (UUID) found[2]);
        getEntityManager().find(Action.class, found[0], LockModeType.PESSIMISTIC_WRITE);
        // Read only now that it stays as it is.
        return get(id, actor);
    }

    /** The review of an action on which a decision is owed. */
    Optional<OverdueReview> pendingOf(UUID action) {
        return find("action.id = ?1 and status = ?2", action, OverdueReview.Status.PENDING)
                .firstResultOptional();
    }

    /** The reviews of some actions on which decisions are owed. */
    List<OverdueReview> pendingOf(Collection<UUID> actions) {
        return list(
                "from OverdueReview r join fetch r.action a where a.id in ?1 and r.status = ?2",
                actions,
                OverdueReview.Status.PENDING);
    }

    /** The reviews of a COE's actions on which decisions are owed. */
    List<OverdueReview> pendingOfCoe(UUID coe) {
        return list(
                "from OverdueReview r join fetch r.action a where a.coeId = ?1 and r.status = ?2",
                coe,
                OverdueReview.Status.PENDING);
    }

    /** The reviews that were opened before about the present days of actions. */
    List<OverdueReview> aboutPresentDays(About about, Collection<UUID> actions) {
        return list(
                "from OverdueReview r join fetch r.action a where a.id in ?1 and r.about = ?2 and r.dueOn = a."
                        + about.attribute(),
                actions,
                about);
    }

    static ProblemException noReview(String id) {
        return ProblemException.notFound("overdue review " + id);
    }
}

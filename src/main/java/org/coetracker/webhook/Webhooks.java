package org.coetracker.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ProblemException;

/** All webhooks. */
@ApplicationScoped
class Webhooks implements PanacheRepositoryBase<Webhook, UUID> {
    /**
     * The webhook of an id.
     *
     * @throws ProblemException 404 when there is none
     */
    Webhook get(String id) {
        return get(id, LockModeType.NONE);
    }

    /**
     * The webhook of an id, locked.
     *
     * @throws ProblemException 404 when there is none
     */
    Webhook lock(String id) {
        return get(id, LockModeType.PESSIMISTIC_WRITE);
    }

    private Webhook get(String id, LockModeType lock) {
        return Ids.parse(id)
                .map(known -> findById(known, lock))
                .orElseThrow(() -> ProblemException.notFound("webhook " + id));
    }

    /** How many webhooks somebody has. */
    long countOf(String owner) {
        return count("owner", owner);
    }

    /** Forgets how it went so far: whoever switches a webhook on gives it another five days. */
    void forgive(UUID id) {
        getEntityManager()
                .createNativeQuery("update webhook set failing_since = null where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}

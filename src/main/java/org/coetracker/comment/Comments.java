package org.coetracker.comment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.coe.CoeDeleted;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ProblemException;
import org.hibernate.jpa.HibernateHints;

/** All comments. Whoever asks has been shown the COE before. */
@ApplicationScoped
class Comments implements PanacheRepositoryBase<Comment, UUID> {
    /**
     * A comment on a COE.
     *
     * @throws ProblemException 404 when there is none
     */
    Comment get(UUID coe, String id) {
        return Ids.parse(id)
                .flatMap(known -> query(coe, known)
                        .setHint(HibernateHints.HINT_READ_ONLY, true)
                        .getResultStream()
                        .findFirst())
                .orElseThrow(() -> ProblemException.notFound("comment " + id));
    }

    /**
     * A comment on a COE, locked: who changes a comment waits for whoever is changing it.
     *
     * @throws ProblemException 404 when there is none
     */
    Comment lock(UUID coe, String id) {
        return Ids.parse(id)
                .flatMap(known -> locked(coe, known))
                .orElseThrow(() -> ProblemException.notFound("comment " + id));
    }

    /** The first comment of the thread that a comment on a COE belongs to, locked; empty when there is no such comment. */
    Optional<Comment> lockFirst(UUID coe, UUID id) {
        // Two queries in one: a reply names its first, which is never another one.
        return getEntityManager()
                .createQuery(
                        "from Comment f where f.id = (select c.threadId from Comment c where c.id = :id and c.coeId = :coe)",
                        Comment.class)
                .setParameter("id", id)
                .setParameter("coe", coe)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private Optional<Comment> locked(UUID coe, UUID id) {
        return query(coe, id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<Comment> query(UUID coe, UUID id) {
        return getEntityManager()
                .createQuery("from Comment c where c.id = :id and c.coeId = :coe", Comment.class)
                .setParameter("id", id)
                .setParameter("coe", coe);
    }

    /** The first comment of the thread of a comment, which is there as long as the COE is. */
    Comment firstOf(Comment comment) {
        return firstsOf(List.of(comment)).get(comment.threadId());
    }

    /** The first comments of the threads of some comments, by their ids; by one query where they are not among these. */
    Map<UUID, Comment> firstsOf(List<Comment> some) {
        Map<UUID, Comment> firsts = new HashMap<>();
        some.stream().filter(Comment::isFirst).forEach(one -> firsts.put(one.id(), one));
        UUID[] missing = some.stream()
                .map(Comment::threadId)
                .filter(id -> !firsts.containsKey(id))
                .distinct()
                .toArray(UUID[]::new);
        if (missing.length > 0) {
            @SuppressWarnings("unchecked")
            List<Comment> found = getEntityManager()
                    .createNativeQuery("select c.* from comment c where c.id = any(:ids)", Comment.class)
                    .setParameter("ids", missing)
                    .getResultList();
            found.forEach(one -> firsts.put(one.id(), one));
        }
        return firsts;
    }

    /** Keeps a COE from being deleted until the transaction ends; whether it is still there. */
    boolean hold(UUID coe) {
        return !getEntityManager()
                .createNativeQuery("select 1 from coe where id = :coe for key share")
                .setParameter("coe", coe)
                .getResultList()
                .isEmpty();
    }

    /** Those who wrote in a thread, the last first; so many at most. */
    List<String> writersIn(UUID thread, int most) {
        return getEntityManager()
                .createQuery("""
                        select c.author from Comment c where c.threadId = :thread
                        group by c.author order by max(c.createdAt) desc, c.author""", String.class)
                .setParameter("thread", thread)
                .setMaxResults(most)
                .getResultList();
    }

    /** What is said on a draft goes with it, and stays in the audit trail. */
    void goWith(@Observes CoeDeleted deleted) {
        // Whoever is writing one is waited for, and whoever comes later finds no COE.
        getEntityManager()
                .createNativeQuery("select 1 from coe where id = :coe for update")
                .setParameter("coe", deleted.coe())
                .getResultList();
        getEntityManager()
                .createNativeQuery("""
                        insert into history (at, actor, credential, address, request_id,
                            subject, subject_id, coe_id, version, change, snapshot)
                        select :at, :actor, :credential, nullif(:address, ''), nullif(:requestId, ''),
                            'comment', cast(c.id as text), c.coe_id, c.version + 1, 'deleted',
                            (select h.snapshot from history h
                             where h.subject_id = cast(c.id as text) and h.subject = 'comment' and h.snapshot is not null
                             order by h.id desc limit 1)
                        from comment c where c.coe_id = :coe and c.text is not null
                        order by c.created_at, c.id""")
                .setParameter("at", deleted.at())
                .setParameter("actor", deleted.actor().handle())
                .setParameter("credential", deleted.actor().credential().text())
                .setParameter(
                        "address", Objects.requireNonNullElse(deleted.actor().address(), ""))
                .setParameter(
                        "requestId", Objects.requireNonNullElse(deleted.actor().requestId(), ""))
                .setParameter("coe", deleted.coe())
                .executeUpdate();
    }
}

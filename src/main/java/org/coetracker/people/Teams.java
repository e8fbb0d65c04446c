package org.coetracker.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.coetracker.shared.problem.ProblemException;

/** All teams. */
@ApplicationScoped
class Teams implements PanacheRepositoryBase<Team, String> {
    /** Any number will do that no other advisory lock of this service has. */
    private static final long LADDER = 0xC0E_0002L;

    /**
     * The team of a handle.
     *
     * @throws ProblemException 404 when there is none
     */
    Team get(String handle) {
        return get(handle, LockModeType.NONE);
    }

    /**
     * The team of a handle, locked: who changes a team waits for whoever is changing it.
     *
     * @throws ProblemException 404 when there is none
     */
    Team lock(String handle) {
        return get(handle, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The same for a team that was read in this transaction before: as it is once it is locked. */
    Team lockAnew(String handle) {
        Team team = get(handle);
        getEntityManager().refresh(team, LockModeType.PESSIMISTIC_WRITE);
        return team;
    }

    private Team get(String handle, LockModeType lock) {
        Team team = Handle.isPossible(handle) ? findById(handle, lock) : null;
        if (team == null) {
            throw ProblemException.notFound("team " + handle);
        }
        return team;
    }

    /**
     * Lets one transaction at a time change which team is whose parent: two changes that are right by themselves make
     * a loop together. Take it before a row, so that nobody waits crosswise.
     */
    void lockLadder() {
        AdvisoryLock.take(getEntityManager(), LADDER);
    }

    /** The ladder from a team to the top, itself included. */
    @SuppressWarnings("unchecked")
    List<String> ladderFrom(String handle) {
        return getEntityManager()
                .createNativeQuery("""
                        with recursive ladder (handle, parent, step) as (
                            select handle, parent, 1 from team where handle = :handle
                            union all
                            select t.handle, t.parent, l.step + 1 from team t join ladder l on t.handle = l.parent
                        ) cycle handle set again using path
                        select handle from ladder where not again order by step""", String.class)
                .setParameter("handle", handle)
                .getResultList();
    }

    /** The teams of the handles, in an order in which they can be locked one by one. */
    List<Team> among(Collection<String> handles) {
        return list("handle in ?1 order by handle", Set.copyOf(handles));
    }

    /** Some active teams whose parent is the team. */
    List<String> activeChildrenOf(String handle) {
        return getEntityManager()
                .createQuery(
                        "select t.handle from Team t where t.parent = :parent and t.active order by t.handle",
                        String.class)
                .setParameter("parent", handle)
                .setMaxResults(5)
                .getResultList();
    }
}

package org.coetracker.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.coetracker.access.Role;
import org.coetracker.shared.problem.ProblemException;

/** Everybody. */
@ApplicationScoped
class People implements PanacheRepositoryBase<Person, String> {
    /** Any number will do that no other advisory lock of this service has. */
    private static final long ADMINS = 0xC0E_0001L;

    /**
     * The person of a handle.
     *
     * @throws ProblemException 404 when there is none
     */
    Person get(String handle) {
        return get(handle, LockModeType.NONE);
    }

    /**
     * The person of a handle, locked: who changes somebody waits for whoever is changing them.
     *
     * @throws ProblemException 404 when there is none
     */
    Person lock(String handle) {
        return get(handle, LockModeType.PESSIMISTIC_WRITE);
    }

    private Person get(String handle, LockModeType lock) {
        Person person = Handle.isPossible(handle) ? findById(handle, lock) : null;
        if (person == null) {
            throw ProblemException.notFound("person " + handle);
        }
        return person;
    }

    /** The person whose e-mail address it is, in any case of letters. */
    Optional<Person> withEmail(String email) {
        return find("lower(email) = lower(?1)", email).firstResultOptional();
    }

    /** Lets one transaction at a time take an administrator away, so that two do not rely on each other's. */
    void lockAdmins() {
        AdvisoryLock.take(getEntityManager(), ADMINS);
    }

    /** Whether there is an active administrator beside somebody. */
    boolean isThereAnotherAdmin(String handle) {
        return count("handle <> ?1 and active and array_contains(roles, ?2)", handle, Role.ADMIN.word()) > 0;
    }
}

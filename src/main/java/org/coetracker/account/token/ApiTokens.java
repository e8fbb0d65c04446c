package org.coetracker.account.token;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.account.Secret;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ProblemException;

/** All API tokens. */
@ApplicationScoped
class ApiTokens implements PanacheRepositoryBase<ApiToken, UUID> {

    /** The token of a secret, if it was ever made. */
    Optional<ApiToken> of(Secret secret) {
        return find("hash", secret.hash()).firstResultOptional();
    }

    /**
     * A person's token that is not revoked, locked.
     *
     * @throws ProblemException 404 when there is none
     */
    ApiToken lock(String person, String id) {
        UUID known = Ids.parse(id).orElseThrow(() -> noToken(person, id));
        Optional<ApiToken> found = find("id = ?1 and person = ?2 and revokedAt is null", known, person)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
        return found.orElseThrow(() -> noToken(person, id));
    }

    /** A person's tokens that are not revoked, locked. */
    List<ApiToken> lockAllOf(String person) {
        return find("person = ?1 and revokedAt is null", Sort.by("id"), person)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    private static ProblemException noToken(String person, String id) {
        return ProblemException.notFound("token " + id + " of " + person);
    }

    /** Notes that a token was used, without touching anything else of it. */
    void noteUse(UUID id, Instant now) {
        getEntityManager()
                .createNativeQuery("update api_token set last_used_at = :now where id = :id and revoked_at is null")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** How many tokens of a person are not revoked. */
    long countOf(String person) {
        return count("person = ?1 and revokedAt is null", person);
    }
}

package org.coetracker.account.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Scope;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An API token as it is shown.
 *
 * @param id by which it is revoked
 * @param person whose it is: it acts as them
 * @param name what it is for
 * @param prefix its first characters
 * @param scopes what it is good for
 * @param teams the teams that it is limited to; empty when it is not
 * @param createdBy who made it
 * @param createdAt when it was made
 * @param expiresAt from when on it is not taken any more; null for never
 * @param lastUsedAt when it was last used, to the minute; null for never
 * @param token the secret, in the answer to its making alone
 */
@Schema(name = "Token")
record TokenView(
        UUID id,
        String person,
        String name,
        String prefix,
        List<Scope> scopes,
        List<String> teams,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String token) {

    static TokenView of(ApiToken token) {
        return of(token, null);
    }

    static TokenView of(ApiToken token, String secret) {
        return new TokenView(
                token.id(),
                token.person(),
                token.name(),
                token.prefix(),
                token.scopes(),
                token.teams(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                secret);
    }

    /** Leaves the secret out, so that no log can hold it. */
    @Override
    public String toString() {
        return "TokenView[id=" + id + ", person=" + person + "]";
    }
}

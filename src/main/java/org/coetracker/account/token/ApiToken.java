package org.coetracker.account.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Credential;
import org.coetracker.access.Scope;
import org.coetracker.account.Secret;

/** A credential of a script or a dashboard, which acts as the person whose it is. Revoked, never deleted. */
@Entity
@Table(name = "api_token")
class ApiToken {
    @Id
    private UUID id;

    private String person;
    private String name;
    private String prefix;
    private byte[] hash;
    private List<String> scopes;
    private List<String> teams;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** Written by {@link ApiTokens#noteUse} alone, so that a use never writes back what was revoked meanwhile. */
    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Column(name = "revoked_by")
    private String revokedBy;

    /** For Hibernate. */
    protected ApiToken() {}

    /** Makes a token for a person. The command's rules have been checked. */
    static ApiToken issue(UUID id, String person, NewToken command, Secret secret, String by, Instant now) {
        ApiToken token = new ApiToken();
        token.id = id;
        token.person = person;
        token.name = command.name();
        token.prefix = secret.prefix();
        token.hash = secret.hash();
        token.scopes = command.scopes().stream().map(Scope::word).toList();
        token.teams = command.teams();
        token.createdBy = by;
        token.createdAt = now;
        token.expiresAt = command.expiresAt();
        return token;
    }

    /** Ends the token for good. */
    void revoke(String by, Instant now) {
        revokedAt = now;
        revokedBy = by;
    }

    /** Whether it is still good. */
    boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** What its bearer may do, within what its owner may do. */
    Credential credential() {
        Scope widest = scopes().stream().max(Scope::compareTo).orElseThrow();
        return new Credential(Credential.Kind.TOKEN, id.toString(), widest, teams);
    }

    UUID id() {
        return id;
    }

    String person() {
        return person;
    }

    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    List<Scope> scopes() {
        return scopes.stream().map(Scope::of).toList();
    }

    List<String> teams() {
        return teams;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    Instant revokedAt() {
        return revokedAt;
    }
}

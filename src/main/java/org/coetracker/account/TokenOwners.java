package org.coetracker.account;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the identity of whoever bears an API token. */
@ApplicationScoped
class TokenOwners implements IdentityProvider<TokenRequest> {
    private final Tokens tokens;
    private final Accounts accounts;

    TokenOwners(Tokens tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @Override
    public Class<TokenRequest> getRequestType() {
        return TokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> tokens.holder(request.secret())
                .flatMap(holder -> accounts.actor(holder.person(), holder.credential()))
                .map(Identities::of)
                .orElseThrow(() -> new AuthenticationFailedException("unknown, expired or revoked token")));
    }
}

package org.coetracker.account.token;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.coetracker.account.Accounts;
import org.coetracker.account.Client;
import org.coetracker.account.Identities;
import org.coetracker.account.Secret;

/** Makes the identity of whoever bears an API token. */
@ApplicationScoped
class TokenOwners implements IdentityProvider<TokenOwners.Request> {
    private final TokenService tokens;
    private final Accounts accounts;

    TokenOwners(TokenService tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @Override
    public Class<Request> getRequestType() {
        return Request.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> tokens.holder(request.secret)
                .flatMap(holder -> accounts.actor(holder.person(), holder.credential()))
                .map(Identities::of)
                .orElseThrow(() -> {
                    tokens.refused(request.secret, request.client);
                    return new AuthenticationFailedException("unknown, expired or revoked token");
                }));
    }

    /** Asks whose an API token is. */
    static final class Request extends BaseAuthenticationRequest {
        private final Secret secret;
        private final Client client;

        Request(Secret secret, Client client) {
            this.secret = secret;
            this.client = client;
        }
    }
}

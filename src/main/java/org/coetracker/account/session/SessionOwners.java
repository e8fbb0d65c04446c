package org.coetracker.account.session;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.coetracker.access.Credential;
import org.coetracker.account.Accounts;
import org.coetracker.account.Identities;
import org.coetracker.account.Secret;

/** Makes the identity of whoever is signed in. */
@ApplicationScoped
class SessionOwners implements IdentityProvider<SessionOwners.Request> {
    private final SessionService sessions;
    private final Accounts accounts;

    SessionOwners(SessionService sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public Class<Request> getRequestType() {
        return Request.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> sessions.of(request.secret)
                .flatMap(session -> accounts.actor(
                                session.person(),
                                Credential.whole(
                                        Credential.Kind.SESSION, session.id().toString()))
                        .map(Identities::of)
                        .map(identity -> session.passwordMustChange() ? Identities.limited(identity) : identity))
                .orElseThrow(() -> new AuthenticationFailedException("unknown or ended session")));
    }

    /** Asks whose a session is. */
    static final class Request extends BaseAuthenticationRequest {
        private final Secret secret;

        Request(Secret secret) {
            this.secret = secret;
        }
    }
}

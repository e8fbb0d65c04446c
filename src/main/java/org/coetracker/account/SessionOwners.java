package org.coetracker.account;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.coetracker.access.Credential;

/** Makes the identity of whoever is signed in. */
@ApplicationScoped
class SessionOwners implements IdentityProvider<SessionRequest> {
    /** The attribute of identities that are good for choosing another password only. */
    static final String PASSWORD_MUST_CHANGE = "passwordMustChange";

    private final SessionService sessions;
    private final Accounts accounts;

    SessionOwners(SessionService sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public Class<SessionRequest> getRequestType() {
        return SessionRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SessionRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> sessions.of(request.secret())
                .flatMap(session -> accounts.actor(
                                session.person(),
                                Credential.whole(
                                        Credential.Kind.SESSION, session.id().toString()))
                        .map(Identities::of)
                        .map(identity -> session.passwordMustChange() ? limited(identity) : identity))
                .orElseThrow(() -> new AuthenticationFailedException("unknown or ended session")));
    }

    private static SecurityIdentity limited(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder(identity)
                .addAttribute(PASSWORD_MUST_CHANGE, true)
                .build();
    }

    /** Whether an identity is good for choosing another password only. */
    static boolean isLimited(SecurityIdentity identity) {
        return identity.getAttribute(PASSWORD_MUST_CHANGE) != null;
    }
}

package org.coetracker.account.oidc;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * The provider's access tokens in {@code Authorization: Bearer …}: checked by Quarkus, and a 503 while the provider's keys
 * cannot be had, where Quarkus has no answer of its own.
 */
@ApplicationScoped
class ProviderTokens implements HttpAuthenticationMechanism {
    private static final Logger LOG = Logger.getLogger(ProviderTokens.class);
    /** A provider that takes a request and never answers it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcAuthenticationMechanism oidc;

    ProviderTokens(OidcAuthenticationMechanism oidc) {
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        if (!Tenants.bearsJwt(request)) {
            return Uni.createFrom().nullItem();
        }
        return oidc.authenticate(request, providers)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new OIDCException("no answer"))
                .onFailure(ProviderTokens::isAway)
                .transform(ProviderTokens::away);
    }

    /** Whether a failure says that the provider cannot be asked; Quarkus leaves those on the way to its keys as they are. */
    static boolean isAway(Throwable failure) {
        return failure instanceof OIDCException
                || failure instanceof IOException
                || failure instanceof VertxException
                || failure instanceof TimeoutException;
    }

    /** The problem while the provider cannot be asked. */
    static ProblemException away(Throwable reason) {
        LOG.warnf("The OpenID provider cannot be reached: %s", reason.getMessage());
        return ProblemException.of(
                ErrorCode.UNAVAILABLE,
                "The OpenID provider cannot be reached. Whoever is signed in stays so, and API tokens are good as ever;"
                        + " try again shortly.");
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    /** Before Quarkus itself. */
    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}

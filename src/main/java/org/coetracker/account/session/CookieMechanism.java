package org.coetracker.account.session;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Sessions, by their cookie. A request that has an {@code Authorization} header goes by that alone. */
@ApplicationScoped
class CookieMechanism implements HttpAuthenticationMechanism {

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        return isAsked(request)
                ? providers.authenticate(
                        new SessionOwners.Request(SessionCookie.of(request).orElseThrow()))
                : Uni.createFrom().nullItem();
    }

    /** Whether a request shows who sent it by a session. */
    static boolean isAsked(RoutingContext request) {
        return request.request().getHeader(HttpHeaders.AUTHORIZATION) == null
                && SessionCookie.of(request).isPresent();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(SessionOwners.Request.class);
    }
}

package org.coetracker.account.token;

import io.quarkus.security.AuthenticationFailedException;
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
import org.coetracker.account.Client;
import org.coetracker.account.Secret;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * API tokens in {@code Authorization: Bearer …} (RFC 6750). What is a JSON Web Token by its looks is left to single
 * sign-on.
 */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 512;

    private final TokenService tokens;

    BearerMechanism(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String sent = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (sent == null) {
            return Uni.createFrom().nullItem();
        }
        if (!sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not a bearer token"));
        }
        String token = sent.substring(SCHEME.length()).strip();
        if (looksLikeJwt(token)) {
            return Uni.createFrom().nullItem();
        }
        if (!tokens.areTaken()) {
            return Uni.createFrom()
                    .failure(ProblemException.of(
                            ErrorCode.UNAUTHENTICATED,
                            "API tokens are switched off in this service (COE_TOKEN_ENABLED). Sign in at /sign-in, or"
                                    + " send an access token of the OpenID provider."));
        }
        return token.isEmpty() || token.length() > LONGEST
                ? Uni.createFrom().failure(new AuthenticationFailedException("not one of ours"))
                : providers.authenticate(new TokenOwners.Request(new Secret(token), Client.of(request)));
    }

    /** Three parts with dots between (RFC 7515, section 3.1). */
    private static boolean looksLikeJwt(String token) {
        return token.chars().filter(character -> character == '.').count() == 2;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenOwners.Request.class);
    }
}

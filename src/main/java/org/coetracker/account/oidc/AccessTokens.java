package org.coetracker.account.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.access.Caller;
import org.coetracker.access.Credential;
import org.coetracker.access.Scope;
import org.coetracker.account.Accounts;
import org.coetracker.shared.http.RequestId;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/** Finds whoever bears an access token of the provider; its signature, issuer, audience and dates have been checked. */
@ApplicationScoped
class AccessTokens implements SecurityIdentityAugmentor {
    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    /** For so long a token's claims need not be looked at again: they cannot change. What its bearer may do can. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private static final String SCOPE_PREFIX = "coe:";

    private final Cache<String, String> handles = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED_FOR)
            .maximumSize(10_000)
            .build();

    private final SingleSignOn singleSignOn;
    private final SignOnService signOn;
    private final Accounts accounts;

    AccessTokens(SingleSignOn singleSignOn, SignOnService signOn, Accounts accounts) {
        this.singleSignOn = singleSignOn;
        this.signOn = signOn;
        this.accounts = accounts;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return augment(identity, context, Map.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
        if (token == null || identity.getCredential(IdTokenCredential.class) != null) {
            return Uni.createFrom().item(identity);
        }
        RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        String address = request == null ? null : Caller.address(request);
        String requestId = request == null ? null : RequestId.of(request);
        return context.runBlocking(() -> identify(identity, token.getToken(), address, requestId));
    }

    private SecurityIdentity identify(SecurityIdentity identity, String token, String address, String requestId) {
        Claims claims = Claims.ofToken(token);
        if (!isAccessToken(Claims.ofHeader(token), claims)) {
            throw new AuthenticationFailedException("not an access token");
        }
        Actor actor = handle(token, claims, address, requestId)
                .flatMap(handle -> accounts.actor(handle, credential(claims)))
                .orElseThrow(() -> new AuthenticationFailedException("nobody here"));
        return QuarkusSecurityIdentity.builder(identity)
                .addAttribute(Caller.ACTOR, actor)
                .build();
    }

    private Optional<String> handle(String token, Claims claims, String address, String requestId) {
        try {
            // The signature is what tells tokens apart, and is of no use without the rest.
            return Optional.ofNullable(handles.get(
                    token.substring(token.lastIndexOf('.')),
                    signature -> signOn.takeIn(singleSignOn.required(), claims, address, requestId)));
        } catch (ProblemException e) {
            if (e.code() != ErrorCode.FORBIDDEN) {
                throw e;
            }
            LOG.infof("A bearer token of %s was refused: %s", claims.text("sub").orElse("nobody"), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Whether a token is for the use that is made of it. RFC 9068 has a type in the header, Keycloak one in the claims;
     * of other providers' tokens, those are ID tokens (OpenID Connect Core, section 2) that only sign-in makes.
     */
    private static boolean isAccessToken(Claims header, Claims claims) {
        Optional<String> declared = header.text("typ")
                .map(type -> type.replaceFirst("^application/", ""))
                .filter(type -> !type.equalsIgnoreCase("JWT"));
        if (declared.isPresent()) {
            return declared.get().equalsIgnoreCase("at+jwt");
        }
        if (claims.has("typ")) {
            return claims.text("typ").filter("Bearer"::equals).isPresent();
        }
        return !claims.has("nonce") && !claims.has("at_hash") && !claims.has("c_hash") && !claims.has("events");
    }

    /** A token without a scope of ours is good for all that its bearer may do; one with an unknown one for little. */
    private static Credential credential(Claims claims) {
        List<String> limits = claims.texts("scope").stream()
                .filter(scope -> scope.startsWith(SCOPE_PREFIX))
                .toList();
        Scope widest = limits.stream()
                .flatMap(limit -> Scope.find(limit.substring(SCOPE_PREFIX.length())).stream())
                .max(Scope::compareTo)
                .orElse(limits.isEmpty() ? Scope.ADMIN : Scope.REPORTS);
        String id = claims.text("jti").or(() -> claims.text("sub")).orElse(null);
        return new Credential(Credential.Kind.OIDC, id, widest, List.of());
    }
}

package org.coetracker.account.oidc;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Tells Quarkus how to go about a request: the code flow where people sign in, the checks of an access token where one
 * comes, and nothing anywhere else. The provider is asked for its addresses and keys when it is needed first; while it
 * is away, only those two fail, and the next request asks again.
 */
@ApplicationScoped
class Tenants implements TenantConfigResolver {
    /** The code flow's name, which is in the names of its cookies. */
    static final String SIGN_IN = "sign-in";
    /** The name of the checks of access tokens. */
    static final String BEARER = "bearer";

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** The compact form of a signed token (RFC 7515, section 3.1); one without a signature is none. */
    private static final Pattern SIGNED =
            Pattern.compile("(?i:bearer) +[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+ *");

    private final OidcTenantConfig off =
            OidcTenantConfig.builder().tenantId("off").disableTenant().build();
    private final OidcTenantConfig signIn;
    private final OidcTenantConfig bearer;

    Tenants(SingleSignOn singleSignOn) {
        signIn = singleSignOn.provider().map(Tenants::signIn).orElse(off);
        bearer = singleSignOn.provider().map(Tenants::bearer).orElse(off);
    }

    /** Never null: Quarkus would go by a cookie then, and begin the code flow for whatever was asked. */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        OidcTenantConfig tenant = off;
        if (request.get(SIGN_IN) != null) {
            tenant = signIn;
        } else if (bearsJwt(request)) {
            tenant = bearer;
        }
        return Uni.createFrom().item(tenant);
    }

    /** Lets the code flow go by this request; no address does that by itself. */
    static void choose(RoutingContext request) {
        request.put(SIGN_IN, Boolean.TRUE);
    }

    /** Whether a request has what looks like a token of a provider, and like none of ours. */
    static boolean bearsJwt(RoutingContext request) {
        String sent = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && SIGNED.matcher(sent).matches();
    }

    private static OidcTenantConfig signIn(Provider provider) {
        return OidcTenantConfig.builder()
                .tenantId(SIGN_IN)
                .applicationType(ApplicationType.WEB_APP)
                .authServerUrl(provider.issuer())
                .connectionTimeout(PATIENCE)
                .clientId(provider.clientId())
                .credentials(provider.clientSecret())
                .authentication()
                .redirectPath(SignOnRoute.CALLBACK)
                .restorePathAfterRedirect()
                .scopes("profile", "email")
                .pkceRequired()
                .nonceRequired()
                // Derived, so that every node can read what another one has written, and no further secret is needed.
                .stateSecret(derived(provider, "state"))
                .stateCookieAge(Duration.ofMinutes(10))
                .cookiePath(SignOnRoute.PATH)
                .cookieSameSite(CookieSameSite.LAX)
                .failOnMissingStateParam(true)
                .end()
                .token()
                .issuer(provider.issuer())
                .audience(provider.clientId())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_TOKEN)
                .encryptionSecret(derived(provider, "tokens"))
                .end()
                .build();
    }

    private static OidcTenantConfig bearer(Provider provider) {
        return OidcTenantConfig.builder()
                .tenantId(BEARER)
                .applicationType(ApplicationType.SERVICE)
                .authServerUrl(provider.issuer())
                .connectionTimeout(PATIENCE)
                .clientId(provider.clientId())
                .token()
                .issuer(provider.issuer())
                .audience(provider.audience())
                .subjectRequired()
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .build();
    }

    private static String derived(Provider provider, String purpose) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(("coe-tracker " + purpose + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(provider.clientSecret().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

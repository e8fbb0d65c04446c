package org.coetracker.account.oidc;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.coetracker.access.Caller;
import org.coetracker.account.ReturnPath;
import org.coetracker.account.session.ProviderSessions;
import org.coetracker.shared.http.Problems;
import org.coetracker.shared.http.RequestId;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Where people sign in by the provider, each step of the authorization code flow (OpenID Connect Core, section 3.1): off
 * to the provider, back with the code, and on to where they wanted to go, with a session of ours. What else the provider
 * puts into the address when it sends them back is its own business, so this is no resource, which would refuse it.
 */
@Singleton
class SignOnRoute {
    static final String PATH = "/sign-in/oidc";
    /** Where the provider sends people back to; another one, so that a sign-in that was left half-way can begin anew. */
    static final String CALLBACK = PATH + "/callback";

    private static final Logger LOG = Logger.getLogger(SignOnRoute.class);
    /** The provider is asked up to three times: for its addresses, its keys and the tokens. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SingleSignOn singleSignOn;
    private final OidcAuthenticationMechanism codeFlow;
    private final IdentityProviderManager identities;
    private final SignOnService signOn;
    private final ProviderSessions sessions;

    SignOnRoute(
            SingleSignOn singleSignOn,
            OidcAuthenticationMechanism codeFlow,
            IdentityProviderManager identities,
            SignOnService signOn,
            ProviderSessions sessions) {
        this.singleSignOn = singleSignOn;
        this.codeFlow = codeFlow;
        this.identities = identities;
        this.signOn = signOn;
        this.sessions = sessions;
    }

    void register(@Observes Router router) {
        singleSignOn
                .provider()
                .ifPresent(provider -> List.of(PATH, CALLBACK)
                        .forEach(
                                path -> router.get(path).blockingHandler(request -> answer(provider, request), false)));
    }

    private void answer(Provider provider, RoutingContext request) {
        try {
            step(provider, request);
        } catch (AuthenticationRedirectException e) {
            ReturnPath.redirect(request, e.getRedirectUri());
        } catch (RuntimeException e) {
            Problems.failed(request, e);
        }
    }

    private void step(Provider provider, RoutingContext request) {
        Tenants.choose(request);
        boolean back = request.currentRoute().getPath().equals(CALLBACK);
        SecurityIdentity identity;
        try {
            identity = await(codeFlow.authenticate(request, identities));
            if (identity == null && back) {
                throw notTaken();
            }
        } catch (ProblemException e) {
            if (back && e.code() == ErrorCode.UNAUTHENTICATED) {
                sessions.answerRefused(request);
            }
            throw e;
        }
        if (identity == null) {
            String address = toProvider(await(codeFlow.getChallenge(request)));
            keepToThisSite(request);
            ReturnPath.redirect(request, address);
            return;
        }
        forgetTokens(request);
        String idToken = identity.getCredential(IdTokenCredential.class).getToken();
        String handle = handle(provider, Claims.ofToken(idToken), request);
        request.response().headers().add(HttpHeaders.SET_COOKIE, sessions.begin(handle, idToken, request));
        List<String> from = request.queryParam("from");
        ReturnPath.redirect(request, ReturnPath.of(from.isEmpty() ? "" : from.get(0)));
    }

    private String handle(Provider provider, Claims claims, RoutingContext request) {
        try {
            return signOn.takeIn(provider, claims, Caller.address(request), RequestId.of(request));
        } catch (ProblemException e) {
            sessions.refused(signOn.handleOf(provider, claims).orElse(null), request);
            throw e;
        }
    }

    private static <T> T await(Uni<T> step) {
        try {
            return step.await().atMost(PATIENCE);
        } catch (AuthenticationCompletionException | AuthenticationFailedException e) {
            LOG.infof("A sign-in at the provider failed: %s", e.getMessage());
            throw notTaken();
        } catch (TimeoutException e) {
            throw ProviderTokens.away(e);
        } catch (RuntimeException e) {
            Throwable reason = e instanceof CompletionException ? e.getCause() : e;
            throw ProviderTokens.isAway(reason) ? ProviderTokens.away(reason) : e;
        }
    }

    private static ProblemException notTaken() {
        return ProblemException.of(
                ErrorCode.UNAUTHENTICATED,
                "The provider's answer was not taken: it is no answer to a sign-in that this browser began a short while"
                        + " ago, or the provider refused. Begin again at " + PATH + ".");
    }

    private static String toProvider(ChallengeData challenge) {
        if (challenge == null || challenge.status != 302) {
            throw notTaken();
        }
        return challenge.headerContent.toString();
    }

    /** Quarkus says so of its other cookie only. Lax: it has to come along when the provider sends somebody back. */
    private static void keepToThisSite(RoutingContext request) {
        for (Cookie cookie : request.request().cookies()) {
            // Those that came with the request have no path.
            if (cookie.getName().startsWith("q_auth") && cookie.getPath() != null) {
                cookie.setSameSite(CookieSameSite.LAX);
            }
        }
    }

    /** The provider's tokens were needed for the one step in which they came; the session is ours. */
    private static void forgetTokens(RoutingContext request) {
        for (Cookie cookie : request.request().cookies()) {
            if (cookie.getName().startsWith("q_session")) {
                request.response()
                        .addCookie(Cookie.cookie(cookie.getName(), "")
                                .setPath(PATH)
                                .setHttpOnly(true)
                                .setMaxAge(0));
            }
        }
    }
}

package org.coetracker.account.signin;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.access.Caller;
import org.coetracker.access.Scope;
import org.coetracker.access.Visibility;
import org.coetracker.account.Identities;
import org.coetracker.account.ReturnPath;
import org.coetracker.account.password.OneTimePasswordFilter;
import org.coetracker.shared.http.Problems;
import org.coetracker.shared.http.RateLimits;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks for a credential wherever no method of ours does: for the API's document, its page, the metrics, and whatever an
 * extension may add. Everything is closed but what is named here, so that an odd spelling of an address opens nothing;
 * and the address is the normalized one, by which the router goes as well.
 */
@Singleton
class ClosedDoors {
    /** After the request has its id, before anything answers. */
    private static final int EARLY = 500;

    /** Resources decide for themselves, method by method. */
    private static final List<String> DECIDE_THEMSELVES = List.of("/api/v1/");

    /** For probes, for whoever is about to sign in, and for links in mail that take no more than the link. */
    private static final List<String> OPEN = List.of(
            "/q/health",
            "/sign-in",
            "/sign-out",
            "/reset-password",
            "/forgot-password",
            "/change-password",
            "/unsubscribe");

    /** Where counts are that tell how much there is, of what the caller may see and of what not. */
    private static final String METRICS = "/q/metrics";

    private final HttpAuthenticator authenticator;
    private final Optional<byte[]> metricsBearer;

    ClosedDoors(
            HttpAuthenticator authenticator,
            @ConfigProperty(name = "coe.metrics.token") Optional<String> metricsToken) {
        this.authenticator = authenticator;
        this.metricsBearer = metricsToken.map(token -> ("Bearer " + token.strip()).getBytes(StandardCharsets.UTF_8));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        String path = request.normalizedPath();
        if (DECIDE_THEMSELVES.stream().anyMatch(path::startsWith)
                || OPEN.stream().anyMatch(open -> isAt(path, open))) {
            request.next();
            return;
        }
        if (path.equals(METRICS) && isFromPrometheus(request)) {
            request.next();
            return;
        }
        authenticator
                .attemptAuthentication(request)
                .invoke(identity -> recognise(request, identity))
                .subscribe()
                .with(identity -> enter(request, identity), failure -> {
                    if (failure instanceof AuthenticationFailedException) {
                        askToSignIn(request);
                    } else {
                        Problems.failed(request, failure);
                    }
                });
    }

    private static void recognise(RoutingContext request, SecurityIdentity identity) {
        Actor actor = identity == null ? null : identity.getAttribute(Caller.ACTOR);
        if (actor != null) {
            RateLimits.recognised(
                    request, actor.handle() + " " + actor.credential().text());
        }
    }

    /** By a token that is good for nothing else, so that whatever collects metrics need not be let in further. */
    private boolean isFromPrometheus(RoutingContext request) {
        String sent = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null
                && metricsBearer
                        .map(bearer -> MessageDigest.isEqual(bearer, sent.getBytes(StandardCharsets.UTF_8)))
                        .orElse(false);
    }

    private static boolean isAt(String path, String open) {
        return path.equals(open) || path.startsWith(open + "/") || path.equals(open + ".css");
    }

    private static void enter(RoutingContext request, SecurityIdentity identity) {
        Actor actor = identity == null ? null : identity.getAttribute(Caller.ACTOR);
        if (actor == null) {
            askToSignIn(request);
        } else if (Identities.isLimited(identity)) {
            Problems.end(request, OneTimePasswordFilter.refusal());
        } else if (!actor.credential().scope().covers(Scope.READ)) {
            Problems.end(
                    request,
                    ProblemException.of(ErrorCode.FORBIDDEN, "This credential is good for reports, and nothing else."));
        } else if (request.normalizedPath().equals(METRICS)
                && !Visibility.of(actor).isEverything()) {
            Problems.end(
                    request,
                    ProblemException.of(
                            ErrorCode.FORBIDDEN,
                            "Metrics count what not everybody may see: they are for administrators, security reviewers, and"
                                    + " whoever has the token in COE_METRICS_TOKEN."));
        } else {
            request.next();
        }
    }

    /** A browser in which somebody looks for a page is shown where to sign in; everything else hears that it has to. */
    private static void askToSignIn(RoutingContext request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if (request.request().method() == HttpMethod.GET && accept != null && accept.contains("text/html")) {
            ReturnPath.redirect(
                    request,
                    "/sign-in?from=" + SignInPages.encoded(request.request().uri()));
        } else {
            Problems.unauthenticated(request);
        }
    }
}

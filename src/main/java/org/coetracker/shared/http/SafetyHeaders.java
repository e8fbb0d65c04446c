package org.coetracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The headers that keep browsers from doing with an answer what it is not meant for. They are set before anything can
 * answer, errors included; pages that need others set their own over them.
 */
@Singleton
class SafetyHeaders {
    private static final int EARLY = RequestId.FIRST + 1;

    /** Answers of the API are no pages: nothing is loaded, nothing is shown inside another page. */
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** A year (RFC 6797); subdomains are others' business. */
    private static final String HTTPS_ONLY = "max-age=31536000";

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    set(request);
                    request.next();
                },
                EARLY);
    }

    private static void set(RoutingContext request) {
        // As it was sent: what is oddly spelt, or no address at all, has the strictest of headers.
        String path = String.valueOf(request.request().path());
        MultiMap headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.set("Content-Security-Policy", DocumentationPage.isAt(path) ? DocumentationPage.POLICY : NOTHING);
        if ("https".equalsIgnoreCase(request.request().scheme())) {
            headers.set("Strict-Transport-Security", HTTPS_ONLY);
        }
        headers.set(HttpHeaders.CACHE_CONTROL, mayBeKept(path) ? "private, no-cache" : "no-store");
    }

    /** Whether an answer may lie in a browser's cache, to be asked for again with its ETag; not where secrets are given. */
    private static boolean mayBeKept(String path) {
        return path.startsWith("/api/v1/")
                && !path.contains("%")
                && !path.contains("/session")
                && !path.contains("/tokens")
                && !path.contains("/calendar-address")
                && !path.contains("/events")
                && !path.contains("/password");
    }
}

package org.coetracker.account.session;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.coetracker.account.Secret;

/**
 * The cookie that holds a session's secret. No script reads it, no other site sends it along with a form; over https it
 * has the prefix that lets no other host and no unencrypted page set it (RFC 6265bis, section 4.1.3.2).
 */
public final class SessionCookie {
    private static final String NAME = "coe_session";
    private static final String NAME_OVER_HTTPS = "__Host-" + NAME;
    private static final int LONGEST = 128;

    private SessionCookie() {}

    /** The secret that came with a request. */
    public static Optional<Secret> of(RoutingContext request) {
        return Optional.ofNullable(request.request().getCookie(name(request)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
                .map(Secret::new);
    }

    /** The header that gives a browser the secret, until it is closed. */
    public static String set(RoutingContext request, Secret secret) {
        return name(request) + "=" + secret.text() + attributes(request);
    }

    /** The header that takes it away again. */
    public static String clear(RoutingContext request) {
        return name(request) + "=; Max-Age=0" + attributes(request);
    }

    private static String attributes(RoutingContext request) {
        return "; Path=/; HttpOnly; SameSite=Lax" + (isOverHttps(request) ? "; Secure" : "");
    }

    private static String name(RoutingContext request) {
        return isOverHttps(request) ? NAME_OVER_HTTPS : NAME;
    }

    private static boolean isOverHttps(RoutingContext request) {
        return "https".equalsIgnoreCase(request.request().scheme());
    }
}

package org.coetracker.account.session;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * From whose page a browser sends a request: it says so itself by {@code Sec-Fetch-Site}, and where it does not, as over
 * plain http, by {@code Origin} or {@code Referer}.
 */
public enum Origin {
    /** From a page of this service, or typed by a person. */
    OWN,
    /** From a page of somebody else. */
    OTHER,
    /** Nobody says; browsers that people use today always do when it matters. */
    UNSAID;

    /** From whose page a request is. */
    static Origin of(RoutingContext context) {
        HttpServerRequest request = context.request();
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none") ? OWN : OTHER;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            origin = request.getHeader("Referer");
        }
        if (origin == null) {
            return UNSAID;
        }
        return own(context).equals(origin(origin)) ? OWN : OTHER;
    }

    /**
     * Ends what a page of somebody else has sent.
     *
     * @throws ProblemException 403
     */
    public static void refuseOther(RoutingContext request) {
        if (of(request) == OTHER) {
            throw crossSite();
        }
    }

    /**
     * Ends what may have been sent by a page of somebody else.
     *
     * @throws ProblemException 403
     */
    public static void requireOwn(RoutingContext request) {
        if (of(request) != OWN) {
            throw crossSite();
        }
    }

    /** Scheme, host and port by which this service was addressed. */
    public static String own(RoutingContext context) {
        HttpServerRequest request = context.request();
        var authority = request.authority();
        return authority == null ? "" : origin(request.scheme() + "://" + authority);
    }

    private static String origin(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return address;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = uri.getPort() == -1
                    || scheme.equals("http") && uri.getPort() == 80
                    || scheme.equals("https") && uri.getPort() == 443;
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
        } catch (URISyntaxException e) {
            return address;
        }
    }

    private static ProblemException crossSite() {
        return ProblemException.of(
                ErrorCode.FORBIDDEN,
                "A session changes things for pages of this service only. Send the request from there, or with"
                        + " \"Origin\" set to this service's own; scripts use an API token.");
    }
}

package org.coetracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * Refuses addresses that are no URIs, such as one with {@code %zz}, by a problem like every other. Quarkus makes the same
 * check before any filter, and answers it with neither a body nor a request id; so it has to be told to leave it.
 */
@Singleton
public class MalformedAddress {
    /** Behind the request's id and before everything that decodes an address. */
    private static final int EARLY = RequestId.FIRST - 1;

    /** Makes Quarkus leave the check to this class; to be called before Quarkus starts. */
    public static void takeOver() {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    void register(@Observes Filters filters) {
        filters.register(MalformedAddress::check, EARLY);
    }

    private static void check(RoutingContext request) {
        if (isUri(request.request().uri())) {
            request.next();
            return;
        }
        Problems.refuse(
                request,
                ProblemException.of(
                        ErrorCode.MALFORMED,
                        "The address is not a URI (RFC 3986): write each byte of a character that it cannot hold as %"
                                + " with two hexadecimal digits."));
    }

    private static boolean isUri(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

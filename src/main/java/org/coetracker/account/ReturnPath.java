package org.coetracker.account;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Where somebody goes once they are signed in: a path of this service, and never another site. */
public final class ReturnPath {
    private static final String START = "/q/swagger-ui";
    private static final int LONGEST = 2000;
    /** Not {@code //host}, not {@code /\host}, and nothing that a browser would drop before it reads on. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]*");

    private ReturnPath() {}

    /** The path, if it is one; else the start. */
    public static String of(String from) {
        return from.length() <= LONGEST && LOCAL.matcher(from).matches() ? from : START;
    }

    /** Sends a browser on, by a GET. */
    public static void redirect(RoutingContext request, String to) {
        request.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, to)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }
}

package org.coetracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives each request an id, or takes the caller's: it is in the answer, in the log and in a problem's instance. */
@Singleton
public class RequestId {
    /** The header that carries it. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    /** Before everything else that handles a request. */
    static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.response().putHeader(HEADER, of(request));
                    request.next();
                },
                FIRST);
    }

    /** The request's id. */
    public static String of(RoutingContext request) {
        String known = request.get(HEADER);
        if (known != null) {
            return known;
        }
        String sent = request.request().getHeader(HEADER);
        String id = sent != null && FORM.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.put(HEADER, id);
        return id;
    }

    /** The name of this occurrence of a problem. */
    public static URI instance(RoutingContext request) {
        return URI.create("urn:coe-tracker:request:" + of(request));
    }
}

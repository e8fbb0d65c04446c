package org.coetracker.shared.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.coetracker.shared.Actor;

/** Who sent the request. Until there is sign-in, everybody is the built-in administrator. */
@RequestScoped
public class Caller {
    private final RoutingContext request;

    Caller(RoutingContext request) {
        this.request = request;
    }

    /** The acting person, with the request's id. */
    public Actor actor() {
        return new Actor("admin", RequestId.of(request));
    }
}

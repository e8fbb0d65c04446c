package org.coetracker.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.coetracker.shared.http.RequestId;
import org.coetracker.shared.http.Requester;

/** Who sent the request. */
@RequestScoped
public class Caller implements Requester {
    private final RoutingContext request;

    Caller(RoutingContext request) {
        this.request = request;
    }

    @Override
    public String requester() {
        Actor actor = actor();
        Credential credential = actor.credential();
        // What was answered to a credential is not for one that may see less.
        return credential.teams().isEmpty() ? actor.handle() : actor.handle() + " " + credential.text();
    }

    /** The acting person, with the request's id. */
    public Actor actor() {
        return Actor.operator("admin").in(request.request().remoteAddress().hostAddress(), RequestId.of(request));
    }
}

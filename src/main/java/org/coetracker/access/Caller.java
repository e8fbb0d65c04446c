package org.coetracker.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.coetracker.shared.http.ClientAddress;
import org.coetracker.shared.http.RateLimits;
import org.coetracker.shared.http.RequestId;
import org.coetracker.shared.http.Requester;

/** Who sent the request. */
@RequestScoped
public class Caller implements Requester {
    /** Where an identity has the {@link Actor} that it stands for. */
    public static final String ACTOR = "actor";

    private final RoutingContext request;
    private final SecurityIdentity identity;
    private Actor actor;

    Caller(RoutingContext request, SecurityIdentity identity) {
        this.request = request;
        this.identity = identity;
    }

    /**
     * Who acts, with the request's id and the address that it came from.
     *
     * @throws UnauthorizedException when the request came without a credential
     */
    public Actor actor() {
        if (actor == null) {
            actor = actor(request, identity);
        }
        return actor;
    }

    /**
     * Who acts, where there is no request scope yet.
     *
     * @throws UnauthorizedException when the request came without a credential
     */
    public static Actor actor(RoutingContext request, SecurityIdentity identity) {
        Actor known = identity.getAttribute(ACTOR);
        if (known == null) {
            throw new UnauthorizedException();
        }
        RateLimits.recognised(request, known.handle() + " " + known.credential().text());
        return known.in(address(request), RequestId.of(request));
    }

    @Override
    public String requester() {
        Credential credential = actor().credential();
        // What was answered to a credential is not for one that may see less.
        return credential.teams().isEmpty() ? actor().handle() : actor().handle() + " " + credential.text();
    }

    /** The network address of whoever sent a request, as far as proxies are trusted to say it. */
    public static String address(RoutingContext request) {
        return ClientAddress.of(request);
    }
}

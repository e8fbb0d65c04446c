package org.coetracker.account.session;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Ends requests that somebody else's page lets a browser send with the session of whoever looks at that page. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CrossSiteFilter implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final RoutingContext routing;

    @Context
    ResourceInfo resource;

    CrossSiteFilter(RoutingContext routing) {
        this.routing = routing;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (SAFE.contains(request.getMethod()) || !CookieMechanism.isAsked(routing)) {
            return;
        }
        if (resource.getResourceMethod() != null
                && resource.getResourceMethod().isAnnotationPresent(NeedsNoSession.class)) {
            Origin.refuseOther(routing);
        } else {
            Origin.requireOwn(routing);
        }
    }
}

package org.coetracker.account.session;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Where a browser goes next when a session ends that began at an OpenID provider, so that it is over there as well. */
public interface SignOutElsewhere {
    /** The provider's address for it; nothing when the provider has none, or cannot be asked. */
    Optional<String> address(String idToken, RoutingContext request);
}

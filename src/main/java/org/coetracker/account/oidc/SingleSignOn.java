package org.coetracker.account.oidc;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.start.CannotStart;

/** Whether people and services can sign in at an OpenID provider, and at which one. */
@Startup
@Singleton
class SingleSignOn {
    private final Optional<Provider> provider;

    /**
     * Reads the settings, at the start, so that a wrong one is known at once.
     *
     * @throws CannotStart when one of them is missing or cannot be meant
     */
    SingleSignOn(OidcSettings settings) {
        provider = Provider.from(settings);
    }

    /** The provider; nothing when single sign-on is off. */
    Optional<Provider> provider() {
        return provider;
    }

    /**
     * The provider.
     *
     * @throws ProblemException 404 when single sign-on is off
     */
    Provider required() {
        return provider.orElseThrow(() -> ProblemException.notFound("single sign-on here: COE_OIDC_ISSUER is not set"));
    }
}

package org.coetracker.account.oidc;

import io.quarkus.runtime.Startup;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;

/** Whether people and services can sign in at an OpenID provider, and at which one. */
@Startup
@Singleton
public class SingleSignOn {
    private final Optional<Provider> provider;

    /**
     * Reads the settings, at the start, so that a wrong one is known at once.
     *
     * @throws CannotStart when one of them is missing or cannot be meant
     */
    SingleSignOn(OidcSettings settings) {
        provider = Provider.from(settings);
    }

    /**
     * Looks at the settings before anything is started.
     *
     * @throws CannotStart when one of them is missing or cannot be meant
     */
    public static void check(Map<String, String> environment) {
        Provider.from(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, EnvConfigSource.DEFAULT_ORDINAL))
                .withMapping(OidcSettings.class)
                .build()
                .getConfigMapping(OidcSettings.class));
    }

    /** The provider; nothing when single sign-on is off. */
    Optional<Provider> provider() {
        return provider;
    }

    /** The provider, for what is never asked when single sign-on is off. */
    Provider required() {
        return provider.orElseThrow();
    }
}

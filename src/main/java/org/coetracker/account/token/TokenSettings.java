package org.coetracker.account.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** API tokens. */
@ConfigMapping(prefix = "coe.token")
interface TokenSettings {
    /** Whether API tokens are taken and made. When not, scripts come with tokens of an OpenID provider alone. */
    @WithDefault("true")
    boolean enabled();
}

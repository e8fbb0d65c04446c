package org.coetracker.account.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Passwords. */
@ConfigMapping(prefix = "coe.password")
public interface PasswordSettings {
    /** Whether passwords are taken. When not, people come through an OpenID provider alone. */
    @WithDefault("true")
    boolean enabled();

    /** How long a link that resets a password is good for. Longer gives whoever finds it more time. */
    @WithDefault("24h")
    Duration resetGoodFor();

    /** How long a link is good for that was asked for at the sign-in page and came by mail. Longer is for slow mail. */
    @WithDefault("1h")
    Duration mailedResetGoodFor();
}

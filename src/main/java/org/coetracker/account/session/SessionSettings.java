package org.coetracker.account.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long sessions live. */
@ConfigMapping(prefix = "coe.session")
interface SessionSettings {
    /** After how long without a request a session is over. Longer is handier, and leaves more unattended screens open. */
    @WithDefault("12h")
    Duration idleFor();

    /** After how long a session is over in any case. */
    @WithDefault("7d")
    Duration longestFor();
}

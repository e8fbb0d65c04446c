package org.coetracker.shared.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much anybody may ask of one node. */
@ConfigMapping(prefix = "coe.limit")
interface LimitSettings {
    /** Requests that one credential may send in a minute; 0 for any number. Larger lets one script take more of a node. */
    @WithDefault("60000")
    int credentialPerMinute();

    /**
     * Requests without a credential that is known to be good, which one address (IPv6: /64) may send in a minute; 0 for
     * any number. Larger lets strangers ask the database more often; smaller is felt where many people share an address.
     */
    @WithDefault("600")
    int addressPerMinute();

    /** How long a request's body may take to arrive. Longer lets slow clients finish, and idle ones hold memory. */
    @WithDefault("30s")
    Duration bodyFor();

    /** How long a file may take to arrive. Longer lets slow clients finish, and idle ones hold room on the disk. */
    @WithDefault("5M")
    Duration uploadFor();

    /** How long a file may take to go out. Longer lets slow clients finish, and idle ones hold room on the disk. */
    @WithDefault("15M")
    Duration downloadFor();
}

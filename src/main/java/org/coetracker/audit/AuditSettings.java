package org.coetracker.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the audit trail is set. */
@ConfigMapping(prefix = "coe.audit")
interface AuditSettings {
    /**
     * How long after its commit an event is sealed at the latest. Longer costs less, and leaves an event for as long with
     * nothing but the triggers of the database before it. Zero seals only when somebody
     * reads or checks the trail, or the service stops.
     */
    @WithDefault("1S")
    Duration sealEvery();
}

package org.coetracker.escalation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.coetracker.job.SweepSettings;

/** How escalations are set. */
@ConfigMapping(prefix = "coe.escalation")
interface EscalationSettings extends SweepSettings {
    @Override
    @WithDefault("0 3/15 * * * ?")
    String schedule();
}

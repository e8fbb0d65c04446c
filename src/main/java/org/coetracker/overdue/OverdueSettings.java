package org.coetracker.overdue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.coetracker.job.SweepSettings;

/** How the overdue sweep is set. */
@ConfigMapping(prefix = "coe.overdue.sweep")
interface OverdueSettings extends SweepSettings {
    @Override
    @WithDefault("0 0/15 * * * ?")
    String schedule();
}

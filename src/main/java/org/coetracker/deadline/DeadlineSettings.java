package org.coetracker.deadline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.coetracker.job.SweepSettings;

/** How deadlines of COEs are set. */
@ConfigMapping(prefix = "coe.deadline")
interface DeadlineSettings extends SweepSettings {
    @Override
    @WithDefault("0 9/15 * * * ?")
    String schedule();
}

package org.coetracker.reminder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.coetracker.job.SweepSettings;

/** How reminders are set. */
@ConfigMapping(prefix = "coe.reminder")
interface ReminderSettings extends SweepSettings {
    @Override
    @WithDefault("0 6/15 * * * ?")
    String schedule();
}

package org.coetracker.overdue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the sweep is set. */
@ConfigMapping(prefix = "coe.overdue.sweep")
interface SweepSettings {
    /** When it runs, as a Quartz cron expression in UTC. Seldom means that managers hear later. */
    @WithDefault("0 0/15 * * * ?")
    String schedule();

    /** How old its last success may grow before the health check turns red; a few of its periods. */
    @WithDefault("PT45M")
    Duration successExpectedWithin();

    /** Actions in a transaction. More are faster, and make somebody who patches one of them wait longer. */
    @WithDefault("1000")
    @Min(1) @Max(10_000) int batchSize();
}

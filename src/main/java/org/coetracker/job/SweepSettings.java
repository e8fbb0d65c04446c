package org.coetracker.job;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How a sweep is set; each has a prefix and a schedule of its own. */
public interface SweepSettings {
    /** When it runs, as a Quartz cron expression in UTC. Seldom means that people hear later. */
    String schedule();

    /** How old its last success may grow before the health check turns red; a few of its periods. */
    @WithDefault("PT45M")
    Duration successExpectedWithin();

    /** Rows in a transaction. More are faster, and make somebody who changes one of them wait longer. */
    @WithDefault("1000")
    @Min(1) @Max(10_000) int batchSize();
}

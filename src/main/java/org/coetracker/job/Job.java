package org.coetracker.job;

import java.time.Duration;

/** Work that the service does by itself, again and again. Each bean of this type is a job. */
public interface Job {
    /** The name in paths, records and metrics. */
    String name();

    /** When it runs: a Quartz cron expression, in UTC. */
    String schedule();

    /** How old the last success may grow before the health check turns red: of what runs hourly, two may fail. */
    default Duration successExpectedWithin() {
        return Duration.ofHours(3);
    }

    /** Whether a node runs it once when it starts, so that a missed run is caught up. */
    default boolean runsAtStart() {
        return false;
    }

    /** Does what there is to do at the moment, batch by batch; safe to be run by several nodes at once. */
    void run(Run run);
}

package org.coetracker.job;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Runs, in the background of a start, the jobs that catch up what was missed while no node was there. */
@ApplicationScoped
class StartupRuns {
    /** After everything else that begins at a start, so that what that brings is seen. */
    private static final int LAST = 10_000;

    private final Jobs jobs;
    private final JobRunner runner;
    private final Executor executor;
    private final boolean wanted;

    StartupRuns(
            Jobs jobs,
            JobRunner runner,
            ManagedExecutor executor,
            @ConfigProperty(name = "coe.jobs.run-at-start", defaultValue = "true") boolean wanted) {
        this.jobs = jobs;
        this.runner = runner;
        this.executor = executor;
        this.wanted = wanted;
    }

    void begin(@Observes @Priority(LAST) StartupEvent started) {
        if (wanted) {
            List<Job> catchUp = jobs.all().stream().filter(Job::runsAtStart).toList();
            executor.execute(() -> catchUp.forEach(runner::atStart));
        }
    }
}

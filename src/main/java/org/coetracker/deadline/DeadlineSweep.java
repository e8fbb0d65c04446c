package org.coetracker.deadline;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.job.Sweep;
import org.coetracker.job.SweepSettings;
import org.coetracker.policy.DeadlinePolicy;
import org.coetracker.policy.Policies;

/** Flags each COE that missed a deadline, once, and ends the flags of those that caught up. */
@ApplicationScoped
class DeadlineSweep extends Sweep {
    static final String NAME = "coe-deadlines";

    private final JobRunner runner;
    private final LateCoes late;
    private final Policies policies;
    private final DeadlineSettings settings;
    private final Clock clock;

    DeadlineSweep(JobRunner runner, LateCoes late, Policies policies, DeadlineSettings settings, Clock clock) {
        this.runner = runner;
        this.late = late;
        this.policies = policies;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = NAME,
            cron = "${coe.deadline.schedule}",
            timeZone = "UTC",
            concurrentExecution = ConcurrentExecution.SKIP)
    void wake() {
        runner.scheduled(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected SweepSettings settings() {
        return settings;
    }

    @Override
    public void run(Run run) {
        DeadlinePolicy policy = policies.deadlines();
        if (run.dryRun()) {
            run.batch(() -> late.count(policy, clock.instant()));
            return;
        }
        run.batch(() -> late.countLate(policy, clock.instant()));
        // First, so that no flag about an old day stands in the way of one about the present day.
        toTheEnd(run, () -> late.resolveSettled(policy, settings.batchSize(), clock.instant()));
        toTheEnd(run, () -> late.flag(policy, settings.batchSize(), clock.instant()));
    }
}

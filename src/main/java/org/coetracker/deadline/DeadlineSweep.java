package org.coetracker.deadline;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.policy.DeadlinePolicy;
import org.coetracker.policy.Policies;

/** Flags each COE that missed a deadline, once, and ends the flags of those that caught up. */
@ApplicationScoped
class DeadlineSweep implements Job {
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
    public String schedule() {
        return settings.schedule();
    }

    @Override
    public Duration successExpectedWithin() {
        return settings.successExpectedWithin();
    }

    @Override
    public boolean runsAtStart() {
        return true;
    }

    @Override
    public void run(Run run) {
        DeadlinePolicy policy = policies.deadlines();
        if (run.dryRun()) {
            run.batch(() -> late.count(policy, clock.instant()));
            return;
        }
        Counts settled;
        do {
            settled = run.batch(() -> late.resolveSettled(policy, settings.batchSize(), clock.instant()));
        } while (settled.resolved() >= settings.batchSize());
        Counts flagged;
        do {
            flagged = run.batch(() -> late.flag(policy, settings.batchSize(), clock.instant()));
        } while (flagged.flagged() >= settings.batchSize());
    }
}

package org.coetracker.overdue;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.overdue.OverdueActions.Flagging;
import org.coetracker.overdue.OverdueActions.Place;
import org.coetracker.policy.Policies;

/**
 * Opens an overdue review for each newly overdue action, for each check of a done one that nobody made in time, and for
 * each accepted risk that is to be looked at again. What is overdue is a question about the present, so a run that
 * was missed needs no catching up of its own, and what somebody is just changing is left to the next run.
 */
@ApplicationScoped
class OverdueSweep implements Job {
    static final String NAME = "overdue-sweep";

    private final JobRunner runner;
    private final OverdueActions actions;
    private final Policies policies;
    private final SweepSettings settings;
    private final Clock clock;

    OverdueSweep(JobRunner runner, OverdueActions actions, Policies policies, SweepSettings settings, Clock clock) {
        this.runner = runner;
        this.actions = actions;
        this.policies = policies;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = NAME,
            cron = "${coe.overdue.sweep.schedule}",
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
        if (run.dryRun()) {
            run.batch(() -> {
                Instant now = clock.instant();
                return new Counts(actions.countOverdue(now), actions.countUnflagged(now), actions.countSettled(), 0);
            });
            return;
        }
        run.batch(() -> Counts.scanned(actions.countOverdue(clock.instant())));
        // First, so that no review about an old due date stands in the way of one about the present date.
        Counts settled;
        do {
            settled = run.batch(() -> actions.resolveSettled(settings.batchSize(), clock.instant()));
        } while (settled.resolved() >= settings.batchSize());
        run.batch(() -> actions.planForgottenChecks(policies.verification(), settings.batchSize()));
        for (About about : About.values()) {
            Place place = Place.FIRST;
            while (place != null) {
                Place behind = place;
                Flagging flagging = run.batch(() -> actions.flag(about, behind, settings.batchSize(), clock.instant()));
                place = flagging.next();
            }
        }
    }
}

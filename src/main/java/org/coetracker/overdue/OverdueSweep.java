package org.coetracker.overdue;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.coetracker.job.Counts;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.job.Sweep;
import org.coetracker.job.SweepSettings;
import org.coetracker.overdue.OverdueActions.Flagging;
import org.coetracker.overdue.OverdueActions.Place;
import org.coetracker.policy.Policies;

/**
 * Opens an overdue review for each newly overdue action, for each check of a done one that nobody made in time, and for
 * each accepted risk that is to be looked at again. What is overdue is a question about the present, so a run that
 * was missed needs no catching up of its own, and what somebody is just changing is left to the next run.
 */
@ApplicationScoped
class OverdueSweep extends Sweep {
    static final String NAME = "overdue-sweep";

    private final JobRunner runner;
    private final OverdueActions actions;
    private final Policies policies;
    private final OverdueSettings settings;
    private final Clock clock;

    OverdueSweep(JobRunner runner, OverdueActions actions, Policies policies, OverdueSettings settings, Clock clock) {
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
    protected SweepSettings settings() {
        return settings;
    }

    @Override
    public void run(Run run) {
        if (run.dryRun()) {
            run.batch(() -> {
                Instant now = clock.instant();
                long unflagged = actions.countUnflagged(now);
                return new Counts(actions.countOverdue(now), unflagged, actions.countSettled(), unflagged);
            });
            return;
        }
        run.batch(() -> Counts.scanned(actions.countOverdue(clock.instant())));
        // First, so that no review about an old due date stands in the way of one about the present date.
        toTheEnd(run, () -> actions.resolveSettled(settings.batchSize(), clock.instant()));
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

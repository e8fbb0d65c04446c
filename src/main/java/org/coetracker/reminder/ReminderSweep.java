package org.coetracker.reminder;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.job.Sweep;
import org.coetracker.job.SweepSettings;
import org.coetracker.policy.Policies;

/**
 * Reminds owners before their actions are due and verifiers when they can judge, and tells managers of owners who are not
 * there. A reminder whose day was missed is made up for, as long as the next one's day has not come.
 */
@ApplicationScoped
class ReminderSweep extends Sweep {
    static final String NAME = "reminders";

    /** How many COEs in review nobody changes while it is worked out for whom they wait. */
    private static final int MOST_REVIEWED = 100;

    private final JobRunner runner;
    private final Reminders reminders;
    private final Policies policies;
    private final ReminderSettings settings;
    private final Clock clock;

    ReminderSweep(JobRunner runner, Reminders reminders, Policies policies, ReminderSettings settings, Clock clock) {
        this.runner = runner;
        this.reminders = reminders;
        this.policies = policies;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = NAME,
            cron = "${coe.reminder.schedule}",
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
        List<Integer> daysBefore = policies.reminders().daysBefore();
        if (run.dryRun()) {
            run.batch(() -> reminders.countDue(daysBefore, clock.instant()));
            return;
        }
        run.batch(() -> reminders.countNear(daysBefore, clock.instant()));
        int limit = settings.batchSize();
        toTheEnd(run, () -> reminders.remindOwners(daysBefore, limit, clock.instant()));
        toTheEnd(run, () -> reminders.remindVerifiers(limit, clock.instant()));
        run.batch(reminders::forgetWhoIsBack);
        toTheEnd(run, () -> reminders.tellOfAbsentOwners(limit, clock.instant()));
        toTheEnd(run, () -> reminders.tellOfAbsentOwnersOfCoes(limit, clock.instant()));
        UUID place = new UUID(0, 0);
        while (place != null) {
            UUID after = place;
            place = run.batch(() -> reminders.tellReviewers(after, MOST_REVIEWED, clock.instant()))
                    .next();
        }
    }
}

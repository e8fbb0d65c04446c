package org.coetracker.reminder;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.policy.Policies;

/**
 * Reminds owners before their actions are due and verifiers when they can judge, and tells managers of owners who are not
 * there. A reminder whose day was missed is made up for, as long as the next one's day has not come.
 */
@ApplicationScoped
class ReminderSweep implements Job {
    static final String NAME = "reminders";

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
        List<Integer> daysBefore = policies.reminders().daysBefore();
        if (run.dryRun()) {
            run.batch(() -> reminders.countDue(daysBefore, clock.instant()));
            return;
        }
        all(run, now -> reminders.remindOwners(daysBefore, settings.batchSize(), now));
        all(run, now -> reminders.remindVerifiers(settings.batchSize(), now));
        run.batch(reminders::forgetWhoIsBack);
        all(run, now -> reminders.tellOfAbsentOwners(settings.batchSize(), now));
    }

    private void all(Run run, Function<Instant, Counts> batch) {
        Counts told;
        do {
            Instant now = clock.instant();
            told = run.batch(() -> batch.apply(now));
        } while (told.noticed() >= settings.batchSize());
    }
}

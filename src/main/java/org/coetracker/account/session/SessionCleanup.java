package org.coetracker.account.session;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import org.coetracker.account.Expiring;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;

/** Forgets sessions and links that are over, and failed sign-ins that do not count any more. */
@ApplicationScoped
class SessionCleanup implements Job {
    private static final String NAME = "session-cleanup";
    private static final String HOURLY = "0 17 * * * ?";

    private final JobRunner runner;
    private final Instance<Expiring> expiring;
    private final Clock clock;

    SessionCleanup(JobRunner runner, @Any Instance<Expiring> expiring, Clock clock) {
        this.runner = runner;
        this.expiring = expiring;
        this.clock = clock;
    }

    @Scheduled(identity = NAME, cron = HOURLY, timeZone = "UTC", concurrentExecution = ConcurrentExecution.SKIP)
    void wake() {
        runner.scheduled(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String schedule() {
        return HOURLY;
    }

    @Override
    public void run(Run run) {
        Instant now = clock.instant();
        run.batch(() -> Counts.scanned(expiring.stream()
                .mapToLong(each -> run.dryRun() ? each.countOver(now) : each.forgetOver(now))
                .sum()));
    }
}

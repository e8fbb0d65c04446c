package org.coetracker.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.coetracker.shared.http.IdempotencyKeys;

/** Forgets the answers to requests with an idempotency key once they need not be given again. */
@ApplicationScoped
class IdempotencyKeyCleanup implements Job {
    private static final String NAME = "idempotency-key-cleanup";
    private static final String HOURLY = "0 7 * * * ?";

    private final JobRunner runner;
    private final IdempotencyKeys keys;

    IdempotencyKeyCleanup(JobRunner runner, IdempotencyKeys keys) {
        this.runner = runner;
        this.keys = keys;
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
        run.batch(() -> Counts.scanned(run.dryRun() ? keys.countExpired() : keys.forgetExpired()));
    }
}

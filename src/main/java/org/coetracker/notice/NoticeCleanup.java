package org.coetracker.notice;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;

/** Forgets old notices and messages, and events that were told long ago. */
@ApplicationScoped
class NoticeCleanup implements Job {
    private static final String NAME = "notice-cleanup";
    private static final String HOURLY = "0 27 * * * ?";
    private static final int BATCH = 5_000;

    private final JobRunner runner;
    private final Notices notices;
    private final NoticeTiming timing;
    private final Clock clock;

    NoticeCleanup(JobRunner runner, Notices notices, NoticeTiming timing, Clock clock) {
        this.runner = runner;
        this.notices = notices;
        this.timing = timing;
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
        if (run.dryRun()) {
            run.batch(() -> Counts.scanned(notices.countOld(timing, now)));
            return;
        }
        Counts forgotten;
        do {
            forgotten = run.batch(() -> Counts.scanned(notices.forgetOld(BATCH, timing, now)));
        } while (forgotten.scanned() >= BATCH);
    }
}

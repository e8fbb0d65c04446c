package org.coetracker.attachment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.coetracker.attachment.storage.Storage;
import org.coetracker.attachment.storage.Storages;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * Clears contents that have no row: of uploads that never ended, and of files and drafts that were deleted while their
 * storage was away. A file that no evidence names is none of those; it is attached to its COE, and stays.
 */
@ApplicationScoped
class AttachmentCleanup implements Job {
    private static final String NAME = "attachment-cleanup";
    private static final String HOURLY = "0 41 * * * ?";
    /** Longer than any upload takes. */
    private static final Duration LEFT_ALONE_FOR = Duration.ofHours(24);

    private final JobRunner runner;
    private final Storages storages;
    private final Attachments attachments;
    private final Clock clock;

    AttachmentCleanup(JobRunner runner, Storages storages, Attachments attachments, Clock clock) {
        this.runner = runner;
        this.storages = storages;
        this.attachments = attachments;
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
        Instant before = clock.instant().minus(LEFT_ALONE_FOR);
        for (Storage storage : storages.all()) {
            long cleared = clear(storage, before, run.dryRun());
            run.batch(() -> Counts.scanned(cleared));
        }
    }

    /** The storage is asked outside of a transaction: it may take long to answer. */
    private long clear(Storage storage, Instant before, boolean justCount) {
        try {
            return storage.clear(
                    before, ids -> QuarkusTransaction.requiringNew().call(() -> attachments.known(ids)), justCount);
        } catch (IOException e) {
            throw ProblemException.of(ErrorCode.UNAVAILABLE, e.getMessage());
        }
    }
}

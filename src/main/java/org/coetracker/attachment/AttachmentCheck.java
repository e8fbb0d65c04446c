package org.coetracker.attachment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.coetracker.job.Batch;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.jboss.logging.Logger;

/** Reads contents that nobody has looked at for long, and compares them with their SHA-256. */
@ApplicationScoped
class AttachmentCheck implements Job {
    private static final Logger LOG = Logger.getLogger(AttachmentCheck.class);
    private static final String NAME = "attachment-check";
    private static final String NIGHTLY = "0 13 2 * * ?";

    private final JobRunner runner;
    private final AttachmentSettings settings;
    private final Attachments attachments;
    private final Contents contents;
    private final Clock clock;
    private final AtomicLong damaged = new AtomicLong();

    AttachmentCheck(
            JobRunner runner,
            AttachmentSettings settings,
            Attachments attachments,
            Contents contents,
            Clock clock,
            MeterRegistry metrics) {
        this.runner = runner;
        this.settings = settings;
        this.attachments = attachments;
        this.contents = contents;
        this.clock = clock;
        Gauge.builder("coe.attachment.damaged", damaged::get)
                .description(
                        "Files whose content was not what was uploaded, or not there, at the last check of this node.")
                .register(metrics);
    }

    @Scheduled(identity = NAME, cron = NIGHTLY, timeZone = "UTC", concurrentExecution = ConcurrentExecution.SKIP)
    void wake() {
        runner.scheduled(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String schedule() {
        return NIGHTLY;
    }

    @Override
    public Duration successExpectedWithin() {
        return Duration.ofHours(50);
    }

    @Override
    public void run(Run run) {
        Instant now = clock.instant();
        Instant before = now.minus(settings.checkedEvery());
        if (run.dryRun()) {
            run.batch(() -> Counts.scanned(attachments.countToCheck(before)));
            return;
        }
        // One at a time: a transaction should not be open for longer than one content takes to read.
        Batch batch;
        do {
            batch = run.batch(() -> check(before, now));
        } while (batch.more());
        run.batch(() -> {
            damaged.set(attachments.damaged().size());
            return Counts.NONE;
        });
    }

    private Batch check(Instant before, Instant now) {
        List<Attachment> next = attachments.toCheck(before, 1);
        long bad = 0;
        for (Attachment file : next) {
            boolean intact = isIntact(file);
            attachments.checked(file.id(), !intact, now);
            bad += intact ? 0 : 1;
        }
        return new Batch(new Counts(next.size(), bad, 0, 0), !next.isEmpty());
    }

    private boolean isIntact(Attachment file) {
        try {
            return contents.isIntact(file);
        } catch (NoSuchFileException e) {
            LOG.errorf("The content of attachment %s is gone: %s", file.id(), e.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // The storage is away, which says nothing about the content.
        }
    }
}

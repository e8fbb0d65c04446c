package org.coetracker.attachment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coetracker.attachment.Attachments.Due;
import org.coetracker.job.Counts;
import org.coetracker.job.Job;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/** Reads contents that nobody has looked at for long, and compares them with their SHA-256. */
@ApplicationScoped
class AttachmentCheck implements Job {
    private static final Logger LOG = Logger.getLogger(AttachmentCheck.class);
    private static final String NAME = "attachment-check";
    private static final String NIGHTLY = "0 13 2 * * ?";

    private static final int AT_ONCE = 50;
    /** After so many failures of a storage one after the other there is no sense in more of them. */
    private static final int STORAGE_IS_AWAY = 20;

    private final JobRunner runner;
    private final AttachmentSettings settings;
    private final Attachments attachments;
    private final Contents contents;
    private final Clock clock;

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
        Gauge.builder("coe.attachment.damaged", this::damaged)
                .description(
                        "Files whose content was not what was uploaded, or not there, when it was last checked; the"
                                + " same on every node, NaN when the database cannot be asked.")
                .register(metrics);
    }

    private Number damaged() {
        try {
            return QuarkusTransaction.requiringNew().call(attachments::countDamaged);
        } catch (RuntimeException e) {
            LOG.debug("Damaged files cannot be counted", e);
            return Double.NaN;
        }
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
        readAll(run, before, now);
    }

    /** Reads outside of transactions, as that may take long. What fails waits behind the others, and fails the run. */
    private void readAll(Run run, Instant before, Instant now) {
        long failed = 0;
        Map<String, Integer> inARow = new HashMap<>();
        Set<String> away = new HashSet<>();
        Due last = null;
        for (List<Due> some = next(before, null, away); !some.isEmpty(); some = next(before, last, away)) {
            for (Due due : some) {
                last = due;
                String storage = due.file().storage();
                if (away.contains(storage)) {
                    continue;
                }
                try {
                    boolean intact = isIntact(due.file());
                    run.batch(() -> {
                        attachments.checked(due, !intact, now);
                        return new Counts(1, intact ? 0 : 1, 0, 0);
                    });
                    inARow.remove(storage);
                } catch (IOException | RuntimeException e) {
                    // That says nothing about the content, and nothing about the others.
                    LOG.warnf(
                            "The content of attachment %s cannot be read: %s",
                            due.file().id(), e.getMessage());
                    failed++;
                    run.batch(() -> {
                        attachments.putLast(due, before);
                        return Counts.NONE;
                    });
                    if (inARow.merge(storage, 1, Integer::sum) == STORAGE_IS_AWAY) {
                        away.add(storage);
                    }
                }
            }
        }
        if (failed > 0) {
            throw ProblemException.of(
                    ErrorCode.UNAVAILABLE,
                    failed + " contents could not be read, and are tried again the next time; the log names each."
                            + (away.isEmpty()
                                    ? ""
                                    : " No more was read of " + String.join(", ", away) + " after " + STORAGE_IS_AWAY
                                            + " failures one after the other."));
        }
    }

    private List<Due> next(Instant before, Due last, Set<String> away) {
        return QuarkusTransaction.requiringNew().call(() -> attachments.toCheck(before, last, away, AT_ONCE));
    }

    private boolean isIntact(Attachment file) throws IOException {
        try {
            return contents.isIntact(file);
        } catch (NoSuchFileException e) {
            LOG.errorf("The content of attachment %s is gone: %s", file.id(), e.getMessage());
            return false;
        }
    }
}

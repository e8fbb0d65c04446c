package org.coetracker.job;

import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The record of one run: it outlives the node that ran. */
@Entity
@Table(name = "job_run")
class JobRun {
    /** What a run was started by. */
    @Schema(name = "JobRunTrigger")
    enum Trigger {
        /** The job's schedule. */
        SCHEDULE,
        /** The start of a node. */
        STARTUP,
        /** Somebody who asked for it. */
        MANUAL;

        @Converter(autoApply = true)
        static final class TriggerColumn extends LowerCaseEnum<Trigger> {
            TriggerColumn() {
                super(Trigger.class);
            }
        }
    }

    @Id
    private UUID id;

    private String job;
    private String node;
    private Trigger trigger;

    @Column(name = "dry_run")
    private boolean dryRun;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    private long scanned;
    private long flagged;
    private long resolved;
    private long noticed;
    private String error;

    /** For Hibernate. */
    protected JobRun() {}

    /** A run that begins. */
    static JobRun begin(UUID id, String job, String node, Trigger trigger, boolean dryRun, Instant now) {
        JobRun run = new JobRun();
        run.id = id;
        run.job = job;
        run.node = node;
        run.trigger = trigger;
        run.dryRun = dryRun;
        run.startedAt = now;
        run.seenAt = now;
        return run;
    }

    /** The run has ended; without an error it was a success. */
    void finish(String reason, Instant now) {
        finishedAt = now;
        seenAt = now;
        error = reason;
    }

    String job() {
        return job;
    }

    JobRunView view() {
        return new JobRunView(
                id, job, node, trigger, dryRun, startedAt, finishedAt, scanned, flagged, resolved, noticed, error);
    }
}

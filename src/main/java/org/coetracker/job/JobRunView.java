package org.coetracker.job;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run of a job as it is shown. Its counts are null for whoever does not see all records: they would tell how many
 * more there are.
 *
 * @param id a UUIDv7
 * @param job the job's name
 * @param node which node ran it
 * @param trigger what it was started by
 * @param dryRun whether it only says what would have happened
 * @param startedAt when it began
 * @param finishedAt when it ended, or was last heard of; null while it runs
 * @param scanned how many things it looked at
 * @param flagged for how many it asked for a decision
 * @param resolved how many it settled, as nothing was left to decide
 * @param noticed how many notices it wrote
 * @param error why it failed; null when it did not
 */
@Schema(name = "JobRun")
public record JobRunView(
        UUID id,
        String job,
        String node,
        @Schema(implementation = JobRun.Trigger.class) JobRun.Trigger trigger,
        boolean dryRun,
        Instant startedAt,
        Instant finishedAt,
        Long scanned,
        Long flagged,
        Long resolved,
        Long noticed,
        String error) {

    /** The same for somebody who does not see all that was counted: a number would tell them that there is more. */
    JobRunView withoutCounts() {
        return new JobRunView(id, job, node, trigger, dryRun, startedAt, finishedAt, null, null, null, null, error);
    }
}

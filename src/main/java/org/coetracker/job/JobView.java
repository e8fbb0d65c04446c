package org.coetracker.job;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as it is shown.
 *
 * @param name its name
 * @param schedule when it runs, as a Quartz cron expression in UTC
 * @param lastSuccessAt when it last ended without an error, dry runs aside; null when it never has
 * @param lastRun the run that began last; null when there was none
 * @param nextRunAt when it runs next, on whichever node; null when the scheduler is off
 */
@Schema(name = "Job")
public record JobView(String name, String schedule, Instant lastSuccessAt, JobRunView lastRun, Instant nextRunAt) {}

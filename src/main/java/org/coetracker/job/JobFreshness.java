package org.coetracker.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * Whether the jobs still succeed: that nothing is flagged has to mean that nothing is overdue, and not that the scheduler
 * is down. A node with old news serves requests as well as any other, so readiness and liveness do not depend on it.
 */
@Wellness
@ApplicationScoped
class JobFreshness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(JobFreshness.class);
    /** Scrapes may ask per job and per node; one look serves them all for so long. */
    private static final long REMEMBERED_FOR_NANOS = Duration.ofSeconds(5).toNanos();

    private final Jobs jobs;
    private final JobRuns runs;
    private final JobMetrics metrics;
    private final Clock clock;
    private volatile Look look;
    private volatile Instant startedAt;

    JobFreshness(Jobs jobs, JobRuns runs, JobMetrics metrics, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.metrics = metrics;
        this.clock = clock;
    }

    private record Look(Map<String, JobRuns.Success> successes, long atNanos) {}

    void begin(@Observes StartupEvent started) {
        startedAt = clock.instant();
        for (Job job : jobs.all()) {
            metrics.showAge(job.name(), () -> age(job));
            metrics.showNext(job.name(), () -> untilNext(job));
            metrics.showExpectation(job.name(), job.successExpectedWithin());
        }
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Jobs succeed in time").up();
        try {
            Map<String, JobRuns.Success> successes = read();
            Instant now = clock.instant();
            for (Job job : jobs.all()) {
                JobRuns.Success success = successes.get(job.name());
                answer.withData(
                        job.name(),
                        success.lastSuccessAt() == null
                                ? "never succeeded"
                                : success.lastSuccessAt().toString());
                if (now.isAfter(expectedSince(success).plus(job.successExpectedWithin()))) {
                    answer.down();
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("The runs of jobs cannot be read", e);
            answer.down().withData("error", "The database cannot be asked.");
        }
        return answer.build();
    }

    /** A job that never succeeded is late when it has been tried for too long. */
    private Instant expectedSince(JobRuns.Success success) {
        if (success.lastSuccessAt() != null) {
            return success.lastSuccessAt();
        }
        return success.triedSince() == null ? startedAt : success.triedSince();
    }

    private Number age(Job job) {
        Look known = look;
        long nanos = System.nanoTime();
        if (known == null || nanos - known.atNanos > REMEMBERED_FOR_NANOS) {
            known = new Look(readOr(known), nanos);
            look = known;
        }
        JobRuns.Success success = known.successes.get(job.name());
        return success == null || success.lastSuccessAt() == null
                ? Double.NaN
                : Duration.between(success.lastSuccessAt(), clock.instant()).toMillis() / 1000.0;
    }

    private Number untilNext(Job job) {
        Instant next = jobs.nextRunAt(job);
        return next == null
                ? Double.NaN
                : Duration.between(clock.instant(), next).toMillis() / 1000.0;
    }

    /** While the database is away the age goes on to rise from what was known. */
    private Map<String, JobRuns.Success> readOr(Look known) {
        try {
            return read();
        } catch (RuntimeException e) {
            LOG.debug("The runs of jobs cannot be read", e);
            return known == null ? Map.of() : known.successes;
        }
    }

    private Map<String, JobRuns.Success> read() {
        return QuarkusTransaction.requiringNew()
                .call(() -> runs.successes(jobs.all().stream().map(Job::name).toList()));
    }
}

package org.coetracker.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** What Prometheus is told of jobs: what this node did, and how long ago any node last succeeded. */
@Singleton
class JobMetrics {
    /** The label that names the job; {@code job} is Prometheus's own word for what it scrapes. */
    private static final String LABEL = "job_name";

    private final MeterRegistry registry;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows how many seconds ago a job last succeeded; not a number when it never has. */
    void showAge(String job, Supplier<Number> seconds) {
        Gauge.builder("coe.job.last.success.age.seconds", seconds)
                .description("Seconds since the job last succeeded on any node; NaN when it never has.")
                .tag(LABEL, job)
                .register(registry);
    }

    /** Shows how old the last success of a job may grow, in seconds. */
    void showExpectation(String job, Duration successExpectedWithin) {
        Gauge.builder("coe.job.success.expected.within.seconds", successExpectedWithin::toSeconds)
                .description("How old the job's last success may grow before something is wrong.")
                .tag(LABEL, job)
                .register(registry);
    }

    /** Shows in how many seconds a job runs next; not a number while that is not known. */
    void showNext(String job, Supplier<Number> seconds) {
        Gauge.builder("coe.job.next.run.seconds", seconds)
                .description("Seconds until the job runs next on any node; NaN when no node is to run it.")
                .tag(LABEL, job)
                .register(registry);
    }

    /** What a batch has done. */
    void count(String job, Counts done) {
        count("coe.job.scanned", "Things that the job looked at on this node.", job, done.scanned());
        count("coe.job.flagged", "Things that the job flagged on this node.", job, done.flagged());
        count("coe.job.resolved", "Things that the job settled on this node.", job, done.resolved());
        count("coe.job.noticed", "Notices that the job wrote on this node.", job, done.noticed());
    }

    private void count(String name, String description, String job, long amount) {
        io.micrometer.core.instrument.Counter.builder(name)
                .description(description)
                .tag(LABEL, job)
                .register(registry)
                .increment(amount);
    }

    /** A run has ended. */
    void ended(String job, boolean success, Duration took) {
        io.micrometer.core.instrument.Timer.builder("coe.job.run")
                .description("How long runs of the job took on this node.")
                .tag(LABEL, job)
                .tag("outcome", success ? "success" : "failure")
                .register(registry)
                .record(took);
    }
}

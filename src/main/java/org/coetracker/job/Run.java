package org.coetracker.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.UUID;
import java.util.function.Supplier;

/** One run of a job, as the job sees it. */
public final class Run {
    private final UUID id;
    private final String job;
    private final boolean dryRun;
    private final JobRuns runs;
    private final JobMetrics metrics;

    Run(UUID id, String job, boolean dryRun, JobRuns runs, JobMetrics metrics) {
        this.id = id;
        this.job = job;
        this.dryRun = dryRun;
        this.runs = runs;
        this.metrics = metrics;
    }

    /** Whether the run says what would happen, and changes nothing. */
    public boolean dryRun() {
        return dryRun;
    }

    /**
     * Does one batch in a transaction of its own. What it did is added to the run's record in the same transaction: what
     * is counted was done, and what was done is counted, wherever a node stops.
     */
    public <T extends Counted> T batch(Supplier<T> work) {
        T outcome = QuarkusTransaction.requiringNew().call(() -> {
            T done = work.get();
            runs.add(id, done.counts());
            return done;
        });
        if (!dryRun) {
            metrics.count(job, outcome.counts());
        }
        return outcome;
    }
}

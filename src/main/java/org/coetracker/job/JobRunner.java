package org.coetracker.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.coetracker.access.Actor;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.DatabaseProblems;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/** Runs jobs and records how it went. */
@ApplicationScoped
public class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final JobRuns runs;
    private final History history;
    private final JobMetrics metrics;
    private final Node node;
    private final Clock clock;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    JobRunner(JobRuns runs, History history, JobMetrics metrics, Node node, Clock clock) {
        this.runs = runs;
        this.history = history;
        this.metrics = metrics;
        this.node = node;
        this.clock = clock;
    }

    /** Runs a job because its schedule says so; whatever goes wrong is recorded, and the next time is another chance. */
    public void scheduled(Job job) {
        attempt(job, JobRun.Trigger.SCHEDULE);
    }

    /** Runs a job because the node has started. */
    void atStart(Job job) {
        attempt(job, JobRun.Trigger.STARTUP);
    }

    private void attempt(Job job, JobRun.Trigger trigger) {
        try {
            run(job, trigger, false);
        } catch (RuntimeException e) {
            ProblemException known = explained(e);
            if (known == null) {
                LOG.errorf(e, "The run of %s could not be recorded", job.name());
            } else {
                LOG.warnf("%s did not run: %s", job.name(), known.getMessage());
            }
        }
    }

    /**
     * Runs a job and waits for its end. That the job failed is in the record; only when there can be no record, as the
     * database is away, this fails itself.
     */
    JobRunView run(Job job, JobRun.Trigger trigger, boolean dryRun) {
        return run(job, trigger, dryRun, null);
    }

    /** Runs a job for somebody, which is an event of the audit trail, and waits for its end. */
    JobRunView runFor(Actor actor, Job job, boolean dryRun) {
        return run(job, JobRun.Trigger.MANUAL, dryRun, actor);
    }

    private JobRunView run(Job job, JobRun.Trigger trigger, boolean dryRun, Actor actor) {
        UUID id = Ids.next();
        running.add(id);
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                Instant now = clock.instant();
                runs.closeInterrupted(job.name(), node.name(), running, now);
                runs.persist(JobRun.begin(id, job.name(), node.name(), trigger, dryRun, now));
                if (actor != null) {
                    history.event(actor, now, AuditKind.JOB, job.name(), "started", null, new Started(id, dryRun));
                }
            });
            long began = System.nanoTime();
            RuntimeException failure = null;
            try {
                job.run(new Run(id, job.name(), dryRun, runs, metrics));
            } catch (RuntimeException e) {
                failure = e;
            }
            metrics.ended(job.name(), failure == null, Duration.ofNanos(System.nanoTime() - began));
            return finish(id, failure);
        } finally {
            running.remove(id);
        }
    }

    /** What the audit trail has of a run that somebody started. */
    private record Started(UUID run, boolean dryRun) {}

    private JobRunView finish(UUID id, RuntimeException failure) {
        JobRunView view = QuarkusTransaction.requiringNew().call(() -> {
            JobRun run = runs.findById(id);
            run.finish(failure == null ? null : reason(failure), clock.instant());
            return run.view();
        });
        if (failure != null) {
            LOG.errorf(failure, "Run %s of %s failed", id, view.job());
        } else {
            LOG.debugf("Run %s of %s: %s", id, view.job(), view);
        }
        return view;
    }

    /** What is said of a failure to callers: no class name, no SQL. */
    private static String reason(RuntimeException failure) {
        ProblemException known = explained(failure);
        return known == null
                ? "failed for an unforeseen reason; the log of the node has it under the id of this run"
                : known.getMessage();
    }

    private static ProblemException explained(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof SQLException sql) {
                return DatabaseProblems.explain(sql);
            }
        }
        return null;
    }
}

package org.coetracker.escalation;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.coetracker.job.Counts;
import org.coetracker.job.JobRunner;
import org.coetracker.job.Run;
import org.coetracker.job.Sweep;
import org.coetracker.job.SweepSettings;
import org.coetracker.policy.EscalationPolicy;
import org.coetracker.policy.Policies;

/**
 * Takes what waits for a decision up the ladder: after so many days to the managers of the parent team, after more to
 * those at the top. What a run missed, the next one makes up for.
 */
@ApplicationScoped
class EscalationSweep extends Sweep {
    static final String NAME = "escalation";

    private final JobRunner runner;
    private final Escalations escalations;
    private final Policies policies;
    private final EscalationSettings settings;
    private final Clock clock;

    EscalationSweep(
            JobRunner runner, Escalations escalations, Policies policies, EscalationSettings settings, Clock clock) {
        this.runner = runner;
        this.escalations = escalations;
        this.policies = policies;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = NAME,
            cron = "${coe.escalation.schedule}",
            timeZone = "UTC",
            concurrentExecution = ConcurrentExecution.SKIP)
    void wake() {
        runner.scheduled(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected SweepSettings settings() {
        return settings;
    }

    @Override
    public void run(Run run) {
        EscalationPolicy policy = policies.escalation();
        Counts pending = run.batch(() -> {
            Counts counted = escalations.count(policy, clock.instant());
            return run.dryRun() ? counted : Counts.scanned(counted.scanned());
        });
        if (run.dryRun() || pending.scanned() == 0) {
            return;
        }
        for (Escalations.Waiting waiting : Escalations.Waiting.values()) {
            toTheEnd(run, () -> escalations.escalate(waiting, policy, settings.batchSize(), clock.instant()));
        }
    }
}

package org.coetracker.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.coetracker.audit.AuditChain.Head;
import org.jboss.logging.Logger;

/**
 * Seals, on each node, what was committed lately. A timer of its own and no job of the scheduler: that would write more
 * about each second than there is to seal.
 */
@ApplicationScoped
class AuditSealer {
    private static final Logger LOG = Logger.getLogger(AuditSealer.class);
    private static final Duration HEAD_IS_LOGGED_EVERY = Duration.ofHours(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private final AuditChain chain;
    private final AuditSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "audit-sealer");
        thread.setDaemon(true);
        return thread;
    });

    private Instant headLoggedAt = Instant.MIN;
    private Head loggedHead = new Head(0, "");
    private boolean failing;

    AuditSealer(AuditChain chain, AuditSettings settings, Clock clock) {
        this.chain = chain;
        this.settings = settings;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent started) {
        long millis = settings.sealEvery().toMillis();
        if (millis > 0) {
            timer.scheduleWithFixedDelay(this::seal, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdown();
        if (timer.awaitTermination(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            sealTheLast();
        }
    }

    /** While the connections are open: nobody would seal it as long as the service is down. */
    private void sealTheLast() {
        try {
            chain.seal();
        } catch (RuntimeException e) {
            LOG.warnf("The last audit events are sealed when the service starts again: %s", e.getMessage());
        }
    }

    /** Nothing that goes wrong may end the timer; the next second is another chance. */
    void seal() {
        try {
            chain.sealUnlessBusy();
            logHead();
            failing = false;
        } catch (RuntimeException e) {
            // Said once, and by others when it is because the database is away.
            LOG.logf(
                    failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                    failing ? e : null,
                    "Audit events are not being sealed: %s",
                    e.getMessage());
            failing = true;
        }
    }

    /** For whoever keeps the log elsewhere: a chain that was cut or written anew does not hold an older head. */
    private void logHead() {
        Instant now = clock.instant();
        if (now.isBefore(headLoggedAt)) {
            return;
        }
        Head head = chain.head();
        if (head.sequence() != loggedHead.sequence()) {
            LOG.infof("The audit chain ends at sequence=%d hash=%s", head.sequence(), head.hash());
            loggedHead = head;
        }
        headLoggedAt = now.plus(HEAD_IS_LOGGED_EVERY);
    }
}

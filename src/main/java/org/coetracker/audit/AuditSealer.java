package org.coetracker.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.coetracker.audit.AuditChain.Head;
import org.coetracker.shared.worker.Worker;
import org.jboss.logging.Logger;

/** Seals, on each node, what was committed lately. */
@ApplicationScoped
class AuditSealer {
    private static final Logger LOG = Logger.getLogger(AuditSealer.class);
    private static final Duration HEAD_IS_LOGGED_EVERY = Duration.ofHours(1);

    private final AuditChain chain;
    private final Clock clock;
    private final Worker worker;

    private Instant headLoggedAt = Instant.MIN;
    private Head loggedHead = new Head(0, "");

    AuditSealer(AuditChain chain, AuditSettings settings, Clock clock) {
        this.chain = chain;
        this.clock = clock;
        this.worker = new Worker("audit-sealer", "Audit events are not being sealed", settings.sealEvery(), this::seal);
    }

    void begin(@Observes StartupEvent started) {
        worker.begin();
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (worker.end()) {
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

    /** Seals what there is, unless another node is at it. */
    void seal() {
        chain.sealUnlessBusy();
        logHead();
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

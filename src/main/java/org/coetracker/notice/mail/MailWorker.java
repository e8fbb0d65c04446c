package org.coetracker.notice.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.coetracker.notice.NoticeTiming;
import org.coetracker.shared.worker.Worker;
import org.jboss.logging.Logger;

/** Writes and sends mail, on each node, where there is a server to send it by. */
@ApplicationScoped
class MailWorker {
    private static final Logger LOG = Logger.getLogger(MailWorker.class);

    private final MailComposer composer;
    private final MailSender sender;
    private final Mails mails;
    private final boolean on;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Worker worker;

    MailWorker(
            MailComposer composer,
            MailSender sender,
            Mails mails,
            MailSettings settings,
            NoticeTiming timing,
            MeterRegistry registry,
            Clock clock) {
        this.composer = composer;
        this.sender = sender;
        this.mails = mails;
        this.on = settings.host().isPresent();
        this.registry = registry;
        this.clock = clock;
        this.worker = new Worker("mail", "Mail is not being sent", timing.mailEvery(), this::work);
    }

    void begin(@Observes StartupEvent started) {
        Gauge.builder("coe.mail.dead", () -> backlog(0))
                .description(
                        "Messages that were given up and wait for somebody; NaN when the database cannot be asked.")
                .register(registry);
        Gauge.builder("coe.mail.queued.age.seconds", () -> backlog(1))
                .description("Age of the oldest message that is to be sent now; 0 when there is none.")
                .register(registry);
        if (on) {
            worker.begin();
        }
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        worker.end();
    }

    private void work() {
        composer.compose();
        while (!worker.isEnding() && sender.sendNext()) {
            // On to the next one.
        }
    }

    private Number backlog(int column) {
        try {
            Instant now = clock.instant();
            Object found = QuarkusTransaction.requiringNew().call(() -> mails.backlog(now))[column];
            if (found instanceof Instant oldest) {
                return Duration.between(oldest, now).toMillis() / 1000.0;
            }
            return found == null ? 0 : (Number) found;
        } catch (RuntimeException e) {
            LOG.debug("The messages cannot be counted", e);
            return Double.NaN;
        }
    }
}

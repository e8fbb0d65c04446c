package org.coetracker.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.shared.worker.Worker;
import org.jboss.logging.Logger;

/** Carries, on each node, what happened to the webhooks that are to be told. */
@ApplicationScoped
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int MOST_FORGOTTEN = 1000;
    private static final Duration FORGETS_EVERY = Duration.ofMinutes(10);

    private final FanOut fanOut;
    private final Deliveries deliveries;
    private final Sender sender;
    private final WebhookSettings settings;
    private final Worker worker;
    private final Worker cleaner;
    private final ExecutorService senders;
    private final AtomicInteger underWay = new AtomicInteger();
    /** Whether the last claim took all that there was room for, so that there may be more. */
    private volatile boolean more;

    Courier(FanOut fanOut, Deliveries deliveries, Sender sender, WebhookSettings settings) {
        this.fanOut = fanOut;
        this.deliveries = deliveries;
        this.sender = sender;
        this.settings = settings;
        this.worker = new Worker("webhooks", "Webhooks are not being told", settings.every(), this::work);
        this.cleaner = new Worker(
                "webhook-cleanup",
                "Old deliveries are not being forgotten",
                settings.every().isZero() ? Duration.ZERO : FORGETS_EVERY,
                this::forget);
        this.senders = Executors.newFixedThreadPool(settings.atOnce(), task -> {
            Thread thread = new Thread(task, "webhook-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    void begin(@Observes StartupEvent started) {
        worker.begin();
        cleaner.begin();
    }

    /** What is under way ends within its own time; what is cut off is sent again, with the same id. */
    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        worker.end();
        cleaner.end();
        senders.shutdown();
        senders.awaitTermination(settings.answerFor().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void work() {
        while (!worker.isEnding() && fanOut.next()) {
            LOG.debug("Events were fanned out");
        }
        if (!worker.isEnding()) {
            dispatch();
        }
    }

    private void dispatch() {
        int room = settings.atOnce() - underWay.get();
        if (room <= 0) {
            more = true;
            return;
        }
        List<Message> claimed = deliveries.claim(room);
        more = claimed.size() == room;
        underWay.addAndGet(claimed.size());
        claimed.forEach(message -> senders.execute(() -> carry(message)));
    }

    private void carry(Message message) {
        try {
            deliver(message);
        } catch (RuntimeException e) {
            LOG.warnf("The outcome of message %s is not written; it is sent again: %s", message.id(), e.getMessage());
        } finally {
            // Room for half of them: to look for each one would ask the database once a message.
            if (underWay.decrementAndGet() <= settings.atOnce() / 2 && more) {
                more = false;
                worker.soon();
            }
        }
    }

    /** Sends one message and writes how it went. */
    void deliver(Message message) {
        deliveries.record(message, sender.send(message));
    }

    private void forget() {
        while (!cleaner.isEnding() && deliveries.forget(MOST_FORGOTTEN) == MOST_FORGOTTEN) {
            LOG.debug("Old deliveries were forgotten");
        }
    }
}

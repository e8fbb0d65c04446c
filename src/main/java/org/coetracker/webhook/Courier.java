package org.coetracker.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("webhooks"));
    private final ExecutorService senders;
    private final AtomicInteger underWay = new AtomicInteger();
    /** Whether the last claim took all that there was room for, so that there may be more. */
    private volatile boolean more;

    private boolean failing;

    Courier(FanOut fanOut, Deliveries deliveries, Sender sender, WebhookSettings settings) {
        this.fanOut = fanOut;
        this.deliveries = deliveries;
        this.sender = sender;
        this.settings = settings;
        this.senders = Executors.newFixedThreadPool(settings.atOnce(), named("webhook-sender"));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void begin(@Observes StartupEvent started) {
        long millis = settings.every().toMillis();
        if (millis > 0) {
            timer.scheduleWithFixedDelay(this::work, millis, millis, TimeUnit.MILLISECONDS);
            long forgets = FORGETS_EVERY.toMillis();
            timer.scheduleWithFixedDelay(this::forget, forgets, forgets, TimeUnit.MILLISECONDS);
        }
    }

    /** What is under way ends within its own time; what is cut off is sent again, with the same id. */
    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdownNow();
        senders.shutdown();
        senders.awaitTermination(settings.answerFor().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing that goes wrong may end the timer; the next time is another chance. */
    private void work() {
        try {
            while (fanOut.next()) {
                LOG.debug("Events were fanned out");
            }
            dispatch();
            failing = false;
        } catch (RuntimeException e) {
            // Said once, and by others when it is because the database is away.
            LOG.logf(
                    failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                    failing ? e : null,
                    "Webhooks are not being told: %s",
                    e.getMessage());
            failing = true;
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
            if (underWay.decrementAndGet() <= settings.atOnce() / 2 && more && !timer.isShutdown()) {
                more = false;
                timer.execute(this::work);
            }
        }
    }

    /** Sends one message and writes how it went. */
    void deliver(Message message) {
        deliveries.record(message, sender.send(message));
    }

    private void forget() {
        try {
            while (deliveries.forget(MOST_FORGOTTEN) == MOST_FORGOTTEN) {
                LOG.debug("Old deliveries were forgotten");
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "Old deliveries are kept for now");
        }
    }
}

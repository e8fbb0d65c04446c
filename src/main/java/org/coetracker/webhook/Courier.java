package org.coetracker.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.shared.start.CannotStart;
import org.coetracker.shared.worker.Worker;
import org.jboss.logging.Logger;

/** Carries, on each node, what happened to the webhooks that are to be told. */
@ApplicationScoped
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int MOST_FORGOTTEN = 1000;
    private static final Duration LONGEST_ANSWER = Deliveries.LEASE.dividedBy(2);
    private static final Duration FORGETS_EVERY = Duration.ofMinutes(10);

    private final FanOut fanOut;
    private final Deliveries deliveries;
    private final Sender sender;
    private final WebhookSettings settings;
    private final Worker worker;
    private final Worker cleaner;
    private final ExecutorService senders;
    private final AtomicInteger underWay = new AtomicInteger();
    /** Those of them that go to webhooks that fail. */
    private final AtomicInteger failing = new AtomicInteger();
    /** Whether it is going to look for more already. */
    private final AtomicBoolean looksSoon = new AtomicBoolean();

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

    /**
     * Begins.
     *
     * @throws CannotStart when an attempt might outlast the lease on its message, and be made twice
     */
    void begin(@Observes StartupEvent started) {
        if (settings.answerFor().compareTo(LONGEST_ANSWER) > 0
                || settings.answerFor().isZero()) {
            throw new CannotStart("COE_WEBHOOK_ANSWER_FOR is more than 0 s and at most " + LONGEST_ANSWER.toSeconds()
                    + " s, but is " + settings.answerFor().toSeconds() + " s.");
        }
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
        looksSoon.set(false);
        while (!worker.isEnding() && fanOut.next()) {
            LOG.debug("Events were fanned out");
        }
        while (!worker.isEnding() && dispatch()) {
            LOG.debug("Messages were withheld");
        }
    }

    /** Begins to send what is due; says whether to look again at once, as nothing that is sent will end. */
    private boolean dispatch() {
        int room = settings.atOnce() - underWay.get();
        if (room <= 0) {
            return false;
        }
        // Half of the room is for those that take what they are sent: who lets messages hang holds up no others.
        int forFailing = Math.max(0, (settings.atOnce() + 1) / 2 - failing.get());
        Deliveries.Claim claim = deliveries.claim(room, forFailing);
        for (Message message : claim.messages()) {
            underWay.incrementAndGet();
            failing.addAndGet(message.failing() ? 1 : 0);
            senders.execute(() -> carry(message));
        }
        return claim.messages().isEmpty() && claim.withheld() > 0;
    }

    private void carry(Message message) {
        try {
            deliver(message);
        } catch (Throwable e) {
            LOG.warnf(e, "The outcome of message %s is not written; it is sent again", message.id());
        } finally {
            failing.addAndGet(message.failing() ? -1 : 0);
            underWay.decrementAndGet();
            // There is room now, and there may be more for it; what ends until it is looked for is one with it.
            if (looksSoon.compareAndSet(false, true)) {
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

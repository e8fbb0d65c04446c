package org.coetracker.shared.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Work on a timer of its own, on each node: the scheduler would write more about each second than there is to do. */
public final class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer;
    private final String complaint;
    private final Duration every;
    private final Runnable work;
    private boolean failing;

    /**
     * Work that has not begun.
     *
     * @param complaint what the log says when the work fails
     * @param every how often; zero for never
     */
    public Worker(String name, String complaint, Duration every, Runnable work) {
        this.complaint = complaint;
        this.every = every;
        this.work = work;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins, unless it is switched off. */
    public void begin() {
        long millis = every.toMillis();
        if (millis > 0) {
            timer.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Does it once more as soon as it can, not waiting for the time; on the same thread. */
    public void soon() {
        try {
            timer.execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.trace("It ends", e);
        }
    }

    /** Lets what is under way end, and does no more; whether that has ended within ten seconds. */
    public boolean end() throws InterruptedException {
        timer.shutdown();
        return timer.awaitTermination(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether nothing more is to be begun. */
    public boolean isEnding() {
        return timer.isShutdown();
    }

    /** Nothing that goes wrong may end the timer; the next time is another chance. */
    private void run() {
        try {
            work.run();
            failing = false;
        } catch (Throwable e) {
            // Errors too: the timer would end in silence otherwise. Said once, and by others when it is because the
            // database is away.
            LOG.logf(
                    failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                    failing ? e : null,
                    "%s: %s",
                    complaint,
                    e instanceof Error ? e : e.getMessage());
            failing = true;
        }
    }
}

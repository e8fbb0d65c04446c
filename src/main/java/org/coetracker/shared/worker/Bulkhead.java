package org.coetracker.shared.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps costly work in bounds: a few do it at once, a few more wait for their turn, and the others are sent away at once,
 * so that the rest of the service keeps its processors, its memory and its threads (M. Nygard, Release It!, "Bulkheads").
 */
public final class Bulkhead {
    private final Semaphore turns;
    /** Of those who work and those who wait. */
    private final Semaphore places;

    private final Duration patience;

    /**
     * A bulkhead through which nobody has gone yet.
     *
     * @param atOnce how many work at once
     * @param waiting how many wait for their turn; each holds a thread
     * @param patience for how long one waits at most
     */
    public Bulkhead(int atOnce, int waiting, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
        this.patience = patience;
    }

    /** Work that may fail in a way of its own. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /**
     * Does the work as soon as there is a turn.
     *
     * @param busy what is thrown when too many wait, no turn comes in time, or the thread is interrupted
     * @throws E what the work throws
     */
    public <T, E extends Exception> T call(Work<T, E> work, Supplier<? extends RuntimeException> busy) throws E {
        if (!places.tryAcquire()) {
            throw busy.get();
        }
        try {
            if (!hasTurn()) {
                throw busy.get();
            }
            try {
                return work.run();
            } finally {
                turns.release();
            }
        } finally {
            places.release();
        }
    }

    /** Whether whoever comes now is sent away. */
    public boolean isFull() {
        return places.availablePermits() == 0;
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

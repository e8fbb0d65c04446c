package org.coetracker.job;

import java.time.Duration;
import java.util.function.Supplier;

/** A job that goes through the database batch by batch, and is caught up at a start. */
public abstract class Sweep implements Job {
    /** How it is set. */
    protected abstract SweepSettings settings();

    @Override
    public String schedule() {
        return settings().schedule();
    }

    @Override
    public Duration successExpectedWithin() {
        return settings().successExpectedWithin();
    }

    @Override
    public boolean runsAtStart() {
        return true;
    }

    /** Does batch after batch, each in a transaction of its own, until there is no more to do. */
    protected static void toTheEnd(Run run, Supplier<Batch> work) {
        Batch done;
        do {
            done = run.batch(work);
        } while (done.more());
    }
}

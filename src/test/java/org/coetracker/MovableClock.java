package org.coetracker;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: runs on from the real time, until a test moves or stops it. */
@Mock
@Singleton
public class MovableClock extends Clock {
    private final Clock real = Clock.systemUTC();
    private volatile Duration offset = Duration.ZERO;
    /** Where the time stands still; null while it runs. */
    private volatile Instant stopped;

    /** Moves the time on; when it stands still, it does so at the later moment from then on. */
    public void forward(Duration by) {
        offset = offset.plus(by);
        stopped = stopped == null ? null : stopped.plus(by);
    }

    /** Goes on from a moment. */
    public void set(Instant now) {
        offset = Duration.between(real.instant(), now);
        stopped = null;
    }

    /** Stands still, so that nothing depends on how fast the machine is. */
    public void stop() {
        stopAt(instant());
    }

    /** Stands still at a moment. */
    public void stopAt(Instant now) {
        stopped = now;
    }

    /** Goes on from the real time; every test that moved the clock ends with this. */
    public void reset() {
        offset = Duration.ZERO;
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant still = stopped;
        return (still == null ? real.instant().plus(offset) : still).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}

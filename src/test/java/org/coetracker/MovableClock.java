package org.coetracker;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: runs on from the real time, until a test moves it. */
@Mock
@Singleton
public class MovableClock extends Clock {
    private final Clock real = Clock.systemUTC();
    private volatile Duration offset = Duration.ZERO;

    /** Moves the time on. */
    public void forward(Duration by) {
        offset = offset.plus(by);
    }

    /** Goes on from a moment. */
    public void set(Instant now) {
        offset = Duration.between(real.instant(), now);
    }

    /** Goes on from the real time; every test that moved the clock ends with this. */
    public void reset() {
        offset = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset).truncatedTo(ChronoUnit.MICROS);
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

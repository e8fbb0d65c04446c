package org.coetracker.shared.time;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The database's clock, so that a node whose own clock is wrong does nothing early and nothing twice.
 *
 * <p>It is read every ten seconds and advanced by the monotonic timer in between: no statement more per request, and a
 * database that is away does not stop the time.
 */
final class DatabaseClock extends Clock {
    private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
    private static final long MEASURED_FOR_NANOS = Duration.ofSeconds(10).toNanos();

    private final AgroalDataSource database;
    private final Executor executor;
    private final AtomicBoolean measuring = new AtomicBoolean();
    private volatile Measure measure;

    DatabaseClock(AgroalDataSource database, Executor executor) {
        this.database = database;
        this.executor = executor;
    }

    /** The database's time at a moment of the monotonic timer. */
    private record Measure(Instant at, long nanos) {
        Instant now(long nanosNow) {
            return at.plusNanos(nanosNow - nanos).truncatedTo(ChronoUnit.MICROS);
        }
    }

    @Override
    public Instant instant() {
        Measure known = measure;
        if (known == null) {
            known = read();
        }
        long nanos = System.nanoTime();
        if (nanos - known.nanos > MEASURED_FOR_NANOS && measuring.compareAndSet(false, true)) {
            executor.execute(this::refresh);
        }
        return known.now(nanos);
    }

    private void refresh() {
        try {
            read();
        } catch (IllegalStateException e) {
            LOG.debug("The database's clock cannot be read; the last measure is advanced.", e);
        } finally {
            measuring.set(false);
        }
    }

    private Measure read() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            long before = System.nanoTime();
            try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                long middle = before + (System.nanoTime() - before) / 2;
                Measure read =
                        new Measure(row.getObject(1, OffsetDateTime.class).toInstant(), middle);
                measure = read;
                return read;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC)
                ? this
                : Clock.offset(this, Duration.ZERO).withZone(zone);
    }
}

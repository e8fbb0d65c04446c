package org.coetracker.shared.database;

import io.quarkus.logging.LoggingFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * One line when the database goes away, in place of several with stack traces from the pool and from Quartz, every few
 * seconds for as long as it lasts.
 */
@LoggingFilter(name = "outage")
public final class OutageLog implements Filter {
    private static final Logger LOG = Logger.getLogger(OutageLog.class);
    /** After this long without a sign of an outage, the next sign is another one. Quartz gives one every few seconds. */
    private static final long OVER_AFTER_NANOS = Duration.ofMinutes(2).toNanos();

    private static final String POOL = "io.agroal.";
    private static final String QUARTZ = "org.quartz.";
    private static final List<String> SIGNS_IN_POOL = List.of(
            "incorrect state VALIDATION",
            "refused",
            "connection attempt failed",
            "I/O error",
            "FATAL:",
            "connection has been closed",
            "Acquisition timeout");

    /** Of the whole process: there may be a filter for each place that is logged to. */
    private static final AtomicLong LAST_SIGN = new AtomicLong(System.nanoTime() - OVER_AFTER_NANOS - 1);

    @Override
    public boolean isLoggable(LogRecord line) {
        if (!isSignOfOutage(line)) {
            return true;
        }
        long now = System.nanoTime();
        if (now - LAST_SIGN.getAndSet(now) > OVER_AFTER_NANOS) {
            LOG.warn("The database cannot be reached; requests are answered 503, and jobs wait until it is back.");
        }
        return false;
    }

    private static boolean isSignOfOutage(LogRecord line) {
        String logger = line.getLoggerName();
        if (logger == null) {
            return false;
        }
        if (logger.startsWith(POOL)) {
            String text = text(line);
            return SIGNS_IN_POOL.stream().anyMatch(text::contains);
        }
        return logger.startsWith(QUARTZ) && hasLostConnection(line.getThrown());
    }

    private static String text(LogRecord line) {
        StringBuilder text = new StringBuilder(String.valueOf(line.getMessage()));
        if (line.getParameters() != null) {
            for (Object parameter : line.getParameters()) {
                text.append(' ').append(parameter);
            }
        }
        return text.toString();
    }

    private static boolean hasLostConnection(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                // No state: the pool gave up waiting. 08: connection; 57P: the server is shut down, or starts.
                return state == null || state.startsWith("08") || state.startsWith("57P");
            }
        }
        return false;
    }
}

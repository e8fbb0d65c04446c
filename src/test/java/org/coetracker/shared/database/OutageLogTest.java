package org.coetracker.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private static final SQLException REFUSED = new SQLException("Connection refused", "08001");

    private final OutageLog filter = new OutageLog();

    @Test
    void the_pools_signs_of_an_outage_are_not_repeated() {
        assertThat(filter.isLoggable(
                        line("io.agroal.pool", "Datasource '<default>': Connection to 127.0.0.1:5432 refused.", null)))
                .isFalse();
        assertThat(filter.isLoggable(line(
                        "io.agroal.pool",
                        "Datasource '<default>': Closing connection in incorrect state VALIDATION",
                        null)))
                .isFalse();
    }

    @Test
    void what_quartz_cannot_do_while_the_database_is_away_is_not_repeated() {
        Exception wrapped = new IllegalStateException("Failed to obtain DB connection", REFUSED);
        assertThat(filter.isLoggable(line("org.quartz.core.ErrorLogger", "An error occurred", wrapped)))
                .isFalse();
        assertThat(filter.isLoggable(line(
                        "org.quartz.impl.jdbcjobstore.JobStoreCMT", "ClusterManager: Error managing cluster", REFUSED)))
                .isFalse();
    }

    @Test
    void everything_else_is_logged() {
        assertThat(filter.isLoggable(line("io.agroal.pool", "Datasource '<default>': JDBC resources leaked", null)))
                .isTrue();
        assertThat(filter.isLoggable(line("org.quartz.core.ErrorLogger", "An error occurred", new Exception("other"))))
                .isTrue();
        SQLException syntax = new SQLException("relation \"qrtz_locks\" does not exist", "42P01");
        assertThat(filter.isLoggable(line("org.quartz.core.ErrorLogger", "An error occurred", syntax)))
                .isTrue();
        assertThat(filter.isLoggable(line("org.coetracker.job.JobRunner", "did not run: refused", REFUSED)))
                .isTrue();
        assertThat(filter.isLoggable(line(null, "refused", null))).isTrue();
    }

    private static LogRecord line(String logger, String message, Throwable thrown) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setLoggerName(logger);
        line.setThrown(thrown);
        return line;
    }
}

package org.coetracker.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConnectionPoolTest {

    private static final int CONNECTIONS = 10;

    @Inject
    DataSource pool;

    @Test
    void connections_that_died_in_an_outage_are_replaced_within_seconds() throws Exception {
        fillPool();
        try (Connection outside = TestDatabase.connect();
                Statement statement = outside.createStatement();
                ResultSet killed = statement.executeQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name = 'coe-tracker'""")) {
            killed.next();
            assertThat(killed.getInt(1)).isGreaterThanOrEqualTo(CONNECTIONS);
        }

        assertThat(becomes(Duration.ofSeconds(5), this::allConnectionsWork)).isTrue();
    }

    private void fillPool() throws SQLException {
        List<Connection> borrowed = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            borrowed.add(pool.getConnection());
        }
        for (Connection connection : borrowed) {
            connection.close();
        }
    }

    private boolean allConnectionsWork() {
        List<Connection> borrowed = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = pool.getConnection();
                borrowed.add(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select 1");
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        } finally {
            borrowed.forEach(ConnectionPoolTest::close);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // A broken one: the pool throws it away.
        }
    }

    private static boolean becomes(Duration atMost, java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}

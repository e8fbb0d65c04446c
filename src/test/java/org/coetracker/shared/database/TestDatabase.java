package org.coetracker.shared.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The PostgreSQL of all tests: the embedded one, started once per test run in target/, with an empty database. Being
 * global, it serves every {@code @QuarkusTest} without a word in it.
 */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** What a crash of the machine may cost: for tests nothing, so that they need not wait for the disk. */
    private static final Map<String, String> FAST =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    // System properties, since Quarkus loads this class anew for each test profile.
    private static final String URL = "coe.test.database.url";
    private static final String PASSWORD = "coe.test.database.password";

    @Override
    public Map<String, String> start() {
        DatabaseAddress address = address();
        return Map.of(
                "quarkus.datasource.jdbc.url", address.url(),
                "quarkus.datasource.username", address.user(),
                "quarkus.datasource.password", address.password());
    }

    @Override
    public void stop() {
        // It serves the next test profile too, and ends with the JVM.
    }

    /** How to connect to it, for tests that do without Quarkus. */
    public static DatabaseAddress address() {
        synchronized (System.getProperties()) {
            if (System.getProperty(URL) == null) {
                launch();
            }
            return new DatabaseAddress(System.getProperty(URL), Cluster.NAME, System.getProperty(PASSWORD));
        }
    }

    /** A connection of its own, outside of the service's pool. */
    public static Connection connect() throws SQLException {
        return connect(address());
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    private static void launch() {
        EmbeddedDatabase database =
                new EmbeddedDatabase(Path.of("target", "test-database").toAbsolutePath(), FAST, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "test-database-shutdown"));
        DatabaseAddress address = database.start();
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            // What the last run left there.
            statement.execute("drop schema if exists public cascade");
            statement.execute("create schema public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        System.setProperty(URL, address.url());
        System.setProperty(PASSWORD, address.password());
    }
}

package org.coetracker.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    private static final Map<String, String> FAST = Map.of("fsync", "off");

    /** One directory for all tests, since making one takes seconds: each finds it stopped and leaves it so. */
    @TempDir
    static Path directory;

    @BeforeAll
    static void create() {
        try (EmbeddedDatabase database = database()) {
            database.start();
        }
    }

    @Test
    void rows_survive_a_restart() throws Exception {
        try (EmbeddedDatabase database = database()) {
            execute(database.start(), "create table kept as select 42 as answer");
        }
        try (EmbeddedDatabase database = database()) {
            assertThat(query(database.start(), "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void it_is_reached_over_loopback_with_the_password_only() throws Exception {
        try (EmbeddedDatabase database = database()) {
            DatabaseAddress address = database.start();

            assertThat(query(address, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(address.url(), address.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(address.url(), "postgres", address.password()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no pg_hba.conf entry");
        }
    }

    @Test
    void the_service_is_no_superuser_and_its_data_are_checked_and_in_utf8() throws Exception {
        try (EmbeddedDatabase database = database()) {
            DatabaseAddress address = database.start();

            assertThat(query(address, "select usesuper from pg_user where usename = current_user"))
                    .isEqualTo("f");
            assertThat(query(address, "show data_checksums")).isEqualTo("on");
            assertThat(query(address, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(address, "select lower('ÄÖÜ Ж')")).isEqualTo("äöü ж");
        }
    }

    @Test
    void only_the_owner_may_read_the_password() throws Exception {
        Path file = directory.resolve("postgres.password");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file).strip()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void a_second_instance_on_the_same_directory_is_refused_and_the_first_goes_on() throws Exception {
        try (EmbeddedDatabase first = database();
                EmbeddedDatabase second = database()) {
            DatabaseAddress address = first.start();

            assertThatThrownBy(second::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by another instance (process %d)"
                            .formatted(ProcessHandle.current().pid()));
            second.close();
            assertThat(query(address, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_killed_service_takes_its_database_with_it() throws Exception {
        Process service = startInAnotherProcess();
        ProcessHandle server = server();

        service.destroyForcibly();

        server.onExit().get(20, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void a_server_left_behind_is_stopped_and_what_was_committed_is_there() throws Exception {
        Process service = startInAnotherProcess();
        ProcessHandle left = server();
        List<ProcessHandle> watchdogs = service.descendants().toList();
        watchdogs.forEach(ProcessHandle::destroyForcibly);
        service.destroyForcibly().waitFor();
        assertThat(left.isAlive()).isTrue();

        try (EmbeddedDatabase database = database()) {
            DatabaseAddress address = database.start();

            assertThat(server().pid()).isNotEqualTo(left.pid());
            assertThat(query(address, "select count(*) from committed_by_another_process"))
                    .isEqualTo("1");
        }
    }

    @Test
    void a_stale_pid_file_that_names_a_living_process_does_not_block_the_start() throws Exception {
        long living = ProcessHandle.current().pid();
        Path pidFile = directory.resolve("postgres/postmaster.pid");
        Files.write(
                pidFile,
                List.of(
                        Long.toString(living),
                        directory.resolve("postgres").toString(),
                        "0",
                        "5432",
                        "",
                        "",
                        "",
                        "ready"));

        try (EmbeddedDatabase database = database()) {
            assertThat(query(database.start(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_pid_file_that_was_cut_short_does_not_block_the_start() throws Exception {
        Files.writeString(directory.resolve("postgres/postmaster.pid"), "");

        try (EmbeddedDatabase database = database()) {
            assertThat(query(database.start(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void its_log_goes_to_a_file_beside_the_data() throws Exception {
        try (EmbeddedDatabase database = database()) {
            DatabaseAddress address = database.start();
            assertThatThrownBy(() -> query(address, "select * from a_table_that_is_not_there"))
                    .isInstanceOf(SQLException.class);

            assertThat(directory.resolve("postgres/log")).isDirectoryContaining("glob:**/postgresql-*.log");
        }
    }

    @Test
    void a_file_in_place_of_the_directory_is_refused(@TempDir Path elsewhere) throws Exception {
        Path file = Files.createFile(elsewhere.resolve("data"));

        assertRefused(file, "is a file, not a directory");
        assertRefused(file.resolve("below"), "cannot be used");
    }

    @Test
    void data_of_another_major_version_are_refused(@TempDir Path elsewhere) throws Exception {
        Path data = Files.createDirectory(elsewhere.resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");

        assertRefused(elsewhere, "was made by PostgreSQL 16, and this release brings PostgreSQL 17");
    }

    @Test
    void a_directory_that_holds_something_else_is_refused(@TempDir Path elsewhere) throws Exception {
        Files.createDirectory(elsewhere.resolve("postgres"));

        assertRefused(elsewhere, "holds no PostgreSQL database");
    }

    @Test
    void a_database_whose_password_was_lost_is_refused(@TempDir Path elsewhere) throws Exception {
        Path data = Files.createDirectory(elsewhere.resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertRefused(elsewhere, "postgres.password is missing");
    }

    private static void assertRefused(Path place, String reason) {
        try (EmbeddedDatabase database = new EmbeddedDatabase(place, FAST, line -> {})) {
            assertThatThrownBy(database::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(reason)
                    .extracting(Throwable::getMessage)
                    .satisfies(message -> assertThat(message).doesNotContain("\n"));
        }
    }

    private static EmbeddedDatabase database() {
        return new EmbeddedDatabase(directory, FAST, line -> {});
    }

    private static ProcessHandle server() throws IOException {
        long pid =
                new PidFile(directory.toRealPath().resolve("postgres")).server().orElseThrow();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Another JVM that starts the database, commits a table to it, says so, and never ends by itself. */
    private static Process startInAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AnotherProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).isEqualTo("committed");
        return process;
    }

    /** Runs in a JVM of its own. */
    static final class AnotherProcess {

        private AnotherProcess() {}

        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database = new EmbeddedDatabase(new File(args[0]).toPath(), FAST, line -> {});
            execute(database.start(), "create table if not exists committed_by_another_process as select 1 as answer");
            System.out.println("committed");
            Thread.currentThread().join();
        }
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

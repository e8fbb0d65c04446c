package org.coetracker.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coetracker.shared.start.CannotStart;

/** The files of one PostgreSQL: making them, and setting it up before each start. */
final class Cluster {

    /** The database and its owner, who is no superuser: a hole in the service must not become a shell on the machine. */
    static final String NAME = "coe";

    private static final String SETTINGS_FILE = "coe-tracker.conf";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // Reached over loopback TCP only, since JDBC speaks nothing else.
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "128MB"),
            // Data on a solid-state disk, as practically everywhere: an index read costs little more than a scan.
            Map.entry("random_page_cost", "1.1"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("timezone", "UTC"),
            // One file per day of the week, each overwritten a week later.
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "log"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("lc_messages", "C"));

    private final Path data;
    private final PostgresBinaries binaries;

    Cluster(Path data, PostgresBinaries binaries) {
        this.data = data;
        this.binaries = binaries;
    }

    Path data() {
        return data;
    }

    Path log() {
        return data.resolve("log");
    }

    /** What pg_ctl catches from the server before its log is open. */
    Path startLog() {
        return log().resolve("start.log");
    }

    /** Refuses files that the programs of this release cannot read. */
    static void requireReadable(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.isRegularFile(file)) {
            throw new CannotStart(
                    "%s holds no PostgreSQL database; move it away, or choose another COE_DATA_DIR.".formatted(data));
        }
        String found = Files.readString(file).strip();
        String ours = PostgresBinaries.majorVersion();
        if (!found.equals(ours)) {
            throw new CannotStart(
                    "The database in %s was made by PostgreSQL %s, and this release brings PostgreSQL %s: dump it there and restore it here, or set COE_DB_URL."
                            .formatted(data, found, ours));
        }
    }

    /** Makes a new one with the database and its owner in it; it appears under its name only when it is whole. */
    void create(String password) throws IOException {
        Path unfinished = data.resolveSibling("postgres-unfinished");
        Directories.delete(unfinished);
        Files.createDirectory(unfinished);
        RunAs runAs = RunAs.forData(unfinished, binaries.program("postgres"));

        Command.Result result = initdb(runAs, unfinished, "C.UTF-8");
        if (result.failed() && result.output().contains("invalid locale name")) {
            // A system without that locale: only what counts as a letter in full-text search gets coarser.
            result = initdb(runAs, unfinished, "C");
        }
        if (result.failed()) {
            throw new CannotStart("The database could not be created in %s: %s".formatted(data, result.reason()));
        }
        // Single-user mode needs no login, so the superuser gets no password, and with it no way in over the network.
        result = Command.run(
                runAs.command(binaries.program("postgres"), "--single", "-D", unfinished.toString(), "postgres"),
                """
                create role %1$s login password '%2$s'
                create database %1$s owner %1$s
                """.formatted(NAME, password));
        if (result.failed() || result.output().contains("ERROR:")) {
            throw new CannotStart("The database could not be set up in %s: %s".formatted(data, result.reason()));
        }
        Files.writeString(
                unfinished.resolve("pg_hba.conf"), "host all %s 127.0.0.1/32 scram-sha-256%n".formatted(NAME));
        Path configuration = unfinished.resolve("postgresql.conf");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        + "%n# Written at each start; what follows this line, or ALTER SYSTEM, overrides it.%ninclude '%s'%n"
                                .formatted(SETTINGS_FILE));
        Files.createDirectory(unfinished.resolve("log"));
        runAs.own(unfinished);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Command.Result initdb(RunAs runAs, Path target, String locale) throws IOException {
        return Command.run(
                runAs.command(
                        binaries.program("initdb"),
                        "--pgdata=" + target,
                        "--username=postgres",
                        "--encoding=UTF8",
                        // PostgreSQL's own rules for letters and order: an upgrade of the system cannot corrupt an
                        // index.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=" + locale,
                        "--data-checksums",
                        "--auth=reject",
                        "--no-instructions"),
                "");
    }

    /** Writes the settings for one start. */
    void configure(int port, Map<String, String> overrides, RunAs runAs) throws IOException {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("port", Integer.toString(port));
        settings.putAll(overrides);
        List<String> lines = settings.entrySet().stream()
                .map(setting -> "%s = '%s'".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.toList());
        Files.write(data.resolve(SETTINGS_FILE), lines);
        Files.createDirectories(log());
        Files.writeString(startLog(), "");
        runAs.own(data);
    }
}

package org.coetracker.shared.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.coetracker.shared.start.CannotStart;

/** A real PostgreSQL that belongs to this process: it is started with it, stopped with it, and its data stay. */
public final class EmbeddedDatabase implements AutoCloseable {

    /** Replaying what a crash left takes as long as it takes; this is far beyond the largest such case. */
    private static final String START_SECONDS = "600";

    private static final String STOP_SECONDS = "60";

    /** How often to look whether the server is still there. */
    private static final long WATCH_MILLIS = 1_000;

    /** Somebody else may take the free port between its choice and its use; three times in a row they will not. */
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final Map<String, String> overrides;
    private final Consumer<String> announce;

    private DataDirectory dataDirectory;
    private PostgresBinaries binaries;
    private Cluster cluster;
    private RunAs runAs;
    private Watchdog watchdog;
    private boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param directory where the data are and the programs get unpacked
     * @param overrides settings of PostgreSQL that differ from the usual ones
     * @param announce takes a line about what is going on when it takes long
     */
    public EmbeddedDatabase(Path directory, Map<String, String> overrides, Consumer<String> announce) {
        this.directory = directory;
        this.overrides = Map.copyOf(overrides);
        this.announce = announce;
    }

    /** Creates the database at the first start, takes over what a crash left, and returns once it takes connections. */
    public synchronized DatabaseAddress start() {
        if (closed) {
            throw new CannotStart("Stopped while starting.");
        }
        dataDirectory = DataDirectory.lock(directory);
        try {
            return startLocked(dataDirectory.path());
        } catch (IOException e) {
            throw new CannotStart(
                    "The embedded database in %s could not be started: %s: %s"
                            .formatted(directory, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private DatabaseAddress startLocked(Path home) throws IOException {
        Path data = home.resolve("postgres");
        Path passwordFile = home.resolve("postgres.password");
        boolean isNew = Files.notExists(data);
        if (isNew) {
            announce.accept("Creating the database in " + data + " ...");
        } else {
            Cluster.requireReadable(data);
        }
        String password = isNew ? Password.create(passwordFile) : Password.read(passwordFile);
        binaries = PostgresBinaries.unpackedIn(home);
        cluster = new Cluster(data, binaries);
        if (isNew) {
            cluster.create(password);
        }
        runAs = RunAs.forData(cluster.data(), binaries.program("postgres"));
        stopLeftover();
        int port = startServer();
        OptionalLong server = new PidFile(cluster.data()).server();
        if (server.isPresent()) {
            watchdog = Watchdog.over(server.getAsLong(), runAs);
        }
        Thread keeper = new Thread(() -> keepRunning(port), "embedded-postgresql");
        keeper.setDaemon(true);
        keeper.start();
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, Cluster.NAME), Cluster.NAME, password);
    }

    /** What a killed service left running is ours to stop: the lock on the directory says that nobody else uses it. */
    private void stopLeftover() throws IOException {
        PidFile pidFile = new PidFile(cluster.data());
        if (pidFile.server().isPresent()) {
            stopServer();
        }
        if (pidFile.server().isEmpty()) {
            pidFile.disown();
        }
    }

    private int startServer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            cluster.configure(port, overrides, runAs);
            Command.Result result =
                    pgCtl("start", "--silent", "--timeout=" + START_SECONDS, "--log=" + cluster.startLog());
            if (!result.failed()) {
                return port;
            }
            String reason = reasonOf(result);
            boolean portTaken = reason.contains("could not create any TCP/IP sockets");
            if (!portTaken || attempt == ATTEMPTS) {
                throw new CannotStart(
                        "The embedded PostgreSQL did not start: %s (its log: %s)".formatted(reason, cluster.log()));
            }
        }
    }

    /** Somebody, or a lack of memory, may end the server alone: it comes back where it was, and the pool finds it. */
    private void keepRunning(int port) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(WATCH_MILLIS);
                restartIfGone(port);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                announce.accept("The embedded PostgreSQL is gone and does not come back: " + e.getMessage());
            }
        }
    }

    private synchronized void restartIfGone(int port) throws IOException {
        if (closed || new PidFile(cluster.data()).server().isPresent()) {
            return;
        }
        announce.accept("The embedded PostgreSQL is gone; starting it again.");
        cluster.configure(port, overrides, runAs);
        new PidFile(cluster.data()).disown();
        Command.Result result = pgCtl("start", "--silent", "--timeout=" + START_SECONDS, "--log=" + cluster.startLog());
        if (result.failed()) {
            throw new IOException(reasonOf(result));
        }
        if (watchdog != null) {
            watchdog.dismiss();
        }
        OptionalLong server = new PidFile(cluster.data()).server();
        watchdog = server.isPresent() ? Watchdog.over(server.getAsLong(), runAs) : null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The server says why in its log, and before that is open, in the other one. */
    private String reasonOf(Command.Result result) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> logs = Files.list(cluster.log())) {
            List<Path> newestFirst = logs.sorted(
                            Comparator.comparing((Path log) -> log.toFile().lastModified())
                                    .reversed())
                    .limit(2)
                    .toList();
            for (Path log : newestFirst) {
                List<String> written = new ArrayList<>(Files.readAllLines(log));
                Collections.reverse(written);
                lines.addAll(written);
            }
        }
        lines.removeIf(line -> !line.contains("FATAL:") && !line.contains("PANIC:"));
        return lines.isEmpty() ? result.reason() : Command.Result.reasonIn(lines);
    }

    private void stopServer() throws IOException {
        Command.Result result = pgCtl("stop", "--silent", "--mode=fast", "--timeout=" + STOP_SECONDS);
        if (result.failed() && new PidFile(cluster.data()).server().isPresent()) {
            // It hangs. What was committed is in the write-ahead log, from which the next start recovers.
            pgCtl("stop", "--silent", "--mode=immediate", "--timeout=" + STOP_SECONDS);
        }
    }

    private Command.Result pgCtl(String action, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                runAs.command(binaries.program("pg_ctl"), action, "--wait", "--pgdata=" + cluster.data()));
        command.addAll(List.of(options));
        return Command.run(command, "");
    }

    /** Stops the server, once nobody needs it any more, and gives up the directory. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (runAs != null && new PidFile(cluster.data()).server().isPresent()) {
                stopServer();
            }
            if (watchdog != null) {
                watchdog.dismiss();
            }
            if (dataDirectory != null) {
                dataDirectory.close();
            }
        } catch (IOException e) {
            announce.accept(
                    "Stopping the embedded database failed, the next start will take care of it: " + e.getMessage());
        }
    }
}

package org.coetracker.shared.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The file postmaster.pid, by which PostgreSQL tells that it runs, or that it ran when the machine went down. */
final class PidFile {

    /** Above what any system gives to a process, so that nobody has it. */
    private static final long NOBODY = Integer.MAX_VALUE;

    private final Path data;
    private final Path file;

    PidFile(Path data) {
        this.data = data;
        this.file = data.resolve("postmaster.pid");
    }

    /** The running server that wrote the file, if there is one. */
    OptionalLong server() throws IOException {
        OptionalLong pid = recorded();
        return pid.isPresent() && isServer(pid.getAsLong()) ? pid : OptionalLong.empty();
    }

    private OptionalLong recorded() throws IOException {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(lines.get(0).strip()));
    }

    /** Whether the process is a PostgreSQL on these very data: process ids are given out again. */
    private boolean isServer(long pid) {
        return commandLine(pid).contains("-D " + data);
    }

    private static String commandLine(long pid) {
        Path linux = Path.of("/proc", Long.toString(pid), "cmdline");
        try {
            if (Files.exists(linux)) {
                // Readable for a process of another user too, which ProcessHandle does not promise.
                return new String(Files.readAllBytes(linux), StandardCharsets.UTF_8).replace('\0', ' ');
            }
        } catch (IOException e) {
            return "";
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .orElse("");
    }

    /**
     * Makes a file whose writer is gone harmless. PostgreSQL refuses to start when the process id in it belongs to any
     * live process. Only the id is replaced: from the other lines PostgreSQL sees for itself whether child processes of
     * a killed server still use the data.
     */
    void disown() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (recorded().isEmpty()) {
            // Cut short when the machine went down; PostgreSQL would ask for it to be removed by hand.
            Files.delete(file);
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, Long.toString(NOBODY));
        Files.write(file, lines);
    }
}

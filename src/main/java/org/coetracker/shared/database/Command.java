package org.coetracker.shared.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program of PostgreSQL's to its end. */
final class Command {

    private Command() {}

    /**
     * How a program ended.
     *
     * @param exitCode zero for success
     * @param output what it printed, errors included
     */
    record Result(int exitCode, String output) {

        boolean failed() {
            return exitCode != 0;
        }

        /** The line to show: the first that speaks of an error, else the last one. */
        String reason() {
            return reasonIn(output.lines().toList());
        }

        static String reasonIn(List<String> lines) {
            Stream<String> errors = lines.stream().filter(line -> line.matches(".*\\b(FATAL|PANIC|ERROR|error):.*"));
            return errors.findFirst()
                    .orElseGet(() -> lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1))
                    .replaceFirst("^.*?\\b(FATAL|PANIC|ERROR|error):\\s*", "");
        }
    }

    static Result run(List<String> command, String input) throws IOException {
        Process process = builder(command).redirectErrorStream(true).start();
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended before it read all; how it ended says more than a broken pipe.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running " + command.get(0), e);
        }
    }

    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        // Another user may not be allowed into the current directory.
        builder.directory(Path.of("/").toFile());
        // PGPORT, PGOPTIONS and the like are meant for another server. Messages are parsed, so they must be in English.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}

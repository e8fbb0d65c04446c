package org.coetracker.shared.database;

import java.io.IOException;

/**
 * A tiny process that stops the database when the service ends without having done so (kill -9, out of memory). It sees
 * that by the end of its standard input, which the operating system closes in any case.
 */
final class Watchdog {

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /** Watches over exactly this server process, and not over one that a later start may bring up on the same data. */
    static Watchdog over(long server, RunAs runAs) throws IOException {
        // Ctrl-C reaches every process of the terminal; this one has to outlive the service. INT is a fast shutdown.
        String script = "trap '' INT TERM HUP; read ignored; kill -INT \"$0\"";
        return new Watchdog(Command.builder(runAs.command("sh", "-c", script, Long.toString(server)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Sends it away without barking. */
    void dismiss() {
        process.destroyForcibly();
    }
}

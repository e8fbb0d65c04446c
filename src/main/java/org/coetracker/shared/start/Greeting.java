package org.coetracker.shared.start;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says in the terminal, once requests are answered, where the service is and what to do next. */
@ApplicationScoped
@IfBuildProfile("prod")
class Greeting {

    private final String database;
    private final Announcements announcements;

    Greeting(
            @ConfigProperty(name = "coe.database.description", defaultValue = "PostgreSQL") String database,
            Announcements announcements) {
        this.database = database;
        this.announcements = announcements;
    }

    void onListening(@ObservesAsync HttpServerStart started) {
        String host = started.options().getHost();
        String url = "http://%s:%d".formatted(reachable(host), started.options().getPort());
        // Standard output and not the log: it is for the person who typed the command.
        announcements.say();
        System.out.printf("""
                COE Tracker is ready: %s
                  API and its documentation: %s/q/swagger-ui
                  Data: %s
                  Stop: Ctrl-C, or SIGTERM to process %d
                %n""", url, url, database, ProcessHandle.current().pid());
    }

    /** What to type on this machine for an address that means all of its addresses. */
    private static String reachable(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}

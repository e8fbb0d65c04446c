package org.coetracker.job;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which of the service's processes this is: {@code coe.node}, else the host's name and a few letters of chance. */
@Singleton
class Node {
    private final String name;

    Node(@ConfigProperty(name = "coe.node") Optional<String> configured) {
        this.name = configured.orElseGet(() -> host() + "-"
                + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36));
    }

    String name() {
        return name;
    }

    private static String host() {
        String given = System.getenv("HOSTNAME");
        if (given != null && !given.isBlank()) {
            return given;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}

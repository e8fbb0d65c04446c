package org.coetracker.notice.mail;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.coetracker.shared.start.CannotStart;

/**
 * The server that mail is sent by, as the operator has set it.
 *
 * @param host its name
 * @param port its port
 * @param user who to log in as; null for nobody
 * @param password the password that goes with it; null for nobody
 * @param from the address that mail comes from
 * @param tls how the connection is kept secret
 */
public record MailServer(String host, int port, String user, String password, String from, Tls tls) {
    private static final Pattern FROM =
            Pattern.compile("[^\\p{Cntrl}<>]*<[^\\s<>@]+@[^\\s<>@]+>|[^\\s<>@]+@[^\\s<>@]+");
    private static final int HIGHEST_PORT = 65_535;

    /** How a connection is kept secret. */
    enum Tls {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    /**
     * Reads the settings of the environment, before anything is started.
     *
     * @throws CannotStart when one of them is missing or cannot be meant
     */
    public static Optional<MailServer> from(Map<String, String> environment) {
        Optional<MailServer> server = from(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, EnvConfigSource.DEFAULT_ORDINAL))
                .withMapping(MailSettings.class)
                .build()
                .getConfigMapping(MailSettings.class));
        if (server.isPresent() && environment.getOrDefault("COE_PUBLIC_URL", "").isBlank()) {
            throw new CannotStart("COE_PUBLIC_URL is missing: the address by which people reach the service; with"
                    + " COE_MAIL_HOST it is needed, as links in mail begin with it.");
        }
        return server;
    }

    private static Optional<MailServer> from(MailSettings settings) {
        if (settings.host().isEmpty()) {
            if (settings.user().isPresent()
                    || settings.password().isPresent()
                    || settings.from().isPresent()) {
                throw new CannotStart("COE_MAIL_HOST is missing: the name of the server that sends mail.");
            }
            return Optional.empty();
        }
        if (settings.user().isPresent() != settings.password().isPresent()) {
            throw new CannotStart("COE_MAIL_USER and COE_MAIL_PASSWORD go together; one of them is missing.");
        }
        Tls tls = tls(settings.tls().orElse("starttls"));
        return Optional.of(new MailServer(
                settings.host().get().strip(),
                settings.port().map(MailServer::port).orElse(tls.port),
                settings.user().orElse(null),
                settings.password().orElse(null),
                settings.from()
                        .map(MailServer::from)
                        .orElseThrow(() -> new CannotStart(
                                "COE_MAIL_FROM is missing: the address that mail comes from; with COE_MAIL_HOST it is"
                                        + " needed.")),
                tls));
    }

    /** What Quarkus has to know of it. */
    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("quarkus.mailer.host", host);
        properties.put("quarkus.mailer.port", Integer.toString(port));
        properties.put("quarkus.mailer.from", from);
        properties.put("quarkus.mailer.tls", Boolean.toString(tls == Tls.TLS));
        properties.put("quarkus.mailer.start-tls", tls == Tls.STARTTLS ? "REQUIRED" : "DISABLED");
        if (user == null) {
            properties.put("quarkus.mailer.login", "DISABLED");
        } else {
            properties.put("quarkus.mailer.login", "REQUIRED");
            properties.put("quarkus.mailer.username", user);
            properties.put("quarkus.mailer.password", password);
        }
        return properties;
    }

    private static int port(String text) {
        int port = text.strip().matches("\\d{1,5}") ? Integer.parseInt(text.strip()) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new CannotStart("COE_MAIL_PORT must be a number from 1 to 65535, but is \"" + text + "\".");
        }
        return port;
    }

    private static String from(String text) {
        if (!FROM.matcher(text.strip()).matches()) {
            throw new CannotStart("COE_MAIL_FROM is an address such as coe@example.org or \"COE Tracker"
                    + " <coe@example.org>\", not \"" + text + "\".");
        }
        return text.strip();
    }

    private static Tls tls(String text) {
        return switch (text.strip()) {
            case "starttls" -> Tls.STARTTLS;
            case "tls" -> Tls.TLS;
            case "none" -> Tls.NONE;
            default -> throw new CannotStart("COE_MAIL_TLS is starttls, tls or none, not \"" + text + "\".");
        };
    }

    /** Leaves the password out, so that no log can hold it. */
    @Override
    public String toString() {
        return "MailServer[host=" + host + ", port=" + port + "]";
    }
}

package org.coetracker.shared.start;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.coetracker.shared.http.PublicUrl;

/**
 * What the environment says about how to start.
 *
 * @param databaseUrl a server of the operator's own; empty means the embedded database
 * @param databaseUser who to log in as at that server; empty leaves it to the URL
 * @param databasePassword the password for it; empty leaves it to the URL
 * @param dataDirectory the absolute path of the directory that survives restarts
 * @param http where to listen
 * @param neighbours whom to trust on the network
 */
public record Settings(
        Optional<String> databaseUrl,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        Path dataDirectory,
        HttpAddress http,
        Neighbours neighbours) {

    /** Reads the variables named COE_…; one that is blank counts as absent, since compose files pass those. */
    public static Settings from(Map<String, String> environment) {
        Optional<String> databaseUrl = variable(environment, "COE_DB_URL");
        variable(environment, "COE_DEMO")
                .filter(demo -> !demo.equals("true") && !demo.equals("false"))
                .ifPresent(demo -> {
                    throw new CannotStart("COE_DEMO is true or false, not \"" + demo + "\".");
                });
        variable(environment, "COE_ADMIN_TOKEN").ifPresent(Settings::checkToken);
        variable(environment, "COE_PUBLIC_URL").ifPresent(PublicUrl::parse);
        // Nobody has signed in to a database that was made a moment ago: keep it to this machine until told otherwise.
        String defaultHost = databaseUrl.isPresent() ? "0.0.0.0" : "127.0.0.1";
        return new Settings(
                databaseUrl,
                variable(environment, "COE_DB_USER"),
                variable(environment, "COE_DB_PASSWORD"),
                directory(variable(environment, "COE_DATA_DIR").orElse("data")),
                HttpAddress.of(
                        variable(environment, "COE_HTTP_HOST").orElse(defaultHost),
                        variable(environment, "COE_HTTP_PORT").orElse("8080")),
                Neighbours.of(
                        variable(environment, "COE_TRUSTED_PROXIES").orElse(""),
                        variable(environment, "COE_ALLOWED_HOSTS").orElse(""),
                        variable(environment, "COE_CORS_ORIGINS").orElse("")));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What could not be sent as a bearer token (RFC 6750), or would be taken for one of an OpenID provider. */
    private static void checkToken(String token) {
        if (!token.matches("[A-Za-z0-9._~+/=-]{8,512}")
                || token.chars().filter(dot -> dot == '.').count() == 2) {
            throw new CannotStart(
                    "COE_ADMIN_TOKEN has 8 to 512 letters, digits and . _ ~ + / = -, and not just two dots. Take 32 or"
                            + " more characters of chance: whoever guesses it is the administrator.");
        }
    }

    private static Path directory(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CannotStart("COE_DATA_DIR is not a path: " + e.getReason(), e);
        }
    }

    /** Leaves the password out, so that no log can hold it. */
    @Override
    public String toString() {
        return "Settings[dataDirectory=" + dataDirectory + ", http=" + http + "]";
    }
}

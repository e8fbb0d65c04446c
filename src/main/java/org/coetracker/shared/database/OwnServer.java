package org.coetracker.shared.database;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.start.CannotStart;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLException;

/** A PostgreSQL server that the operator runs, named by COE_DB_URL. */
public final class OwnServer {

    private static final int OLDEST_MAJOR_VERSION = 15;

    /** How long to try: long enough for a server far away, short enough for somebody who waits at a terminal. */
    private static final String TIMEOUT_SECONDS = "5";

    private static final Pattern URL =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:([^/@]*)@)?([^/?]*)(/[^?]*)?(\\?.*)?");

    private final DatabaseAddress address;
    private final String name;

    private OwnServer(DatabaseAddress address, String name) {
        this.address = address;
        this.name = name;
    }

    /**
     * Reads the URL in the form of JDBC or of libpq (postgresql://user:password@host/database). User and password may
     * be in it; those given by themselves win.
     */
    public static OwnServer at(String url, Optional<String> user, Optional<String> password) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw badUrl();
        }
        List<String> credentials = new ArrayList<>(List.of("", ""));
        Optional.ofNullable(parts.group(1)).ifPresent(userInfo -> {
            String[] both = userInfo.split(":", 2);
            credentials.set(0, decode(both[0]));
            credentials.set(1, both.length == 2 ? decode(both[1]) : "");
        });
        String query = withoutCredentials(Optional.ofNullable(parts.group(4)).orElse(""), credentials);
        String path = Optional.ofNullable(parts.group(3)).orElse("/");
        String jdbcUrl = "jdbc:postgresql://" + parts.group(2) + path + query;

        Properties parsed = Driver.parseURL(jdbcUrl, new Properties());
        if (parsed == null) {
            throw badUrl();
        }
        String login = user.orElse(credentials.get(0));
        if (login.isEmpty()) {
            throw new CannotStart("COE_DB_URL is set, but COE_DB_USER is not: who should log in?");
        }
        String name = "%s:%s/%s"
                .formatted(
                        PGProperty.PG_HOST.getOrDefault(parsed),
                        PGProperty.PG_PORT.getOrDefault(parsed),
                        Optional.ofNullable(PGProperty.PG_DBNAME.getOrDefault(parsed))
                                .orElse(login));
        return new OwnServer(new DatabaseAddress(jdbcUrl, login, password.orElse(credentials.get(1))), name);
    }

    private static CannotStart badUrl() {
        // The value is not repeated: there may be a password in it.
        return new CannotStart("COE_DB_URL must look like jdbc:postgresql://host:5432/database or"
                + " postgresql://host:5432/database.");
    }

    /** Takes user and password out of the parameters, since the URL ends up in logs. */
    private static String withoutCredentials(String query, List<String> credentials) {
        List<String> kept = new ArrayList<>();
        for (String parameter : query.replaceFirst("^\\?", "").split("&", -1)) {
            if (parameter.startsWith("user=")) {
                credentials.set(0, decode(parameter.substring("user=".length())));
            } else if (parameter.startsWith("password=")) {
                credentials.set(1, decode(parameter.substring("password=".length())));
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    private static String decode(String text) {
        try {
            // A plus sign is itself here, unlike in a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** How to connect to it. */
    public DatabaseAddress address() {
        return address;
    }

    /** Host, port and database, for messages. */
    public String name() {
        return name;
    }

    /** Connects once, and refuses a server that the service could not work with. */
    public void check() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, address.user());
        PGProperty.PASSWORD.set(properties, address.password());
        PGProperty.CONNECT_TIMEOUT.set(properties, TIMEOUT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, TIMEOUT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, TIMEOUT_SECONDS);
        try (Connection connection = new Driver().connect(address.url(), properties)) {
            check(connection);
        } catch (SQLException e) {
            throw new CannotStart(explain(e), e);
        }
    }

    private void check(Connection connection) throws SQLException {
        requireVersion(connection.getMetaData().getDatabaseMajorVersion());
        String sql = """
                select pg_is_in_recovery(), pg_encoding_to_char(encoding) = 'UTF8',
                       coalesce(has_schema_privilege(current_schema(), 'create'), false)
                         or to_regclass('flyway_schema_history') is not null
                from pg_database where datname = current_database()""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getBoolean(1)) {
                throw new CannotStart("PostgreSQL at %s is a standby that takes no writes.".formatted(name));
            }
            if (!row.getBoolean(2)) {
                throw new CannotStart("The database %s must have the encoding UTF8.".formatted(name));
            }
            if (!row.getBoolean(3)) {
                throw new CannotStart(
                        "User \"%s\" may not create tables in %s: make it the owner of the database, or grant create on its schema."
                                .formatted(address.user(), name));
            }
        }
    }

    void requireVersion(int major) {
        if (major < OLDEST_MAJOR_VERSION) {
            throw new CannotStart("PostgreSQL at %s is version %d; version %d or newer is needed."
                    .formatted(name, major, OLDEST_MAJOR_VERSION));
        }
    }

    private String explain(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        Throwable root = rootOf(e);
        if (root instanceof IOException) {
            String reason = root instanceof UnknownHostException ? "unknown host" : root.getMessage();
            return "Cannot reach PostgreSQL at %s (COE_DB_URL): %s.".formatted(name, reason);
        }
        if (state.equals("28P01") || state.equals("28000")) {
            return "PostgreSQL at %s refused the login of \"%s\" (COE_DB_USER, COE_DB_PASSWORD): %s."
                    .formatted(name, address.user(), messageOf(e));
        }
        if (state.equals("3D000")) {
            return "PostgreSQL at %s answers, but its database is not there: %s.".formatted(name, messageOf(e));
        }
        return "Cannot use PostgreSQL at %s (COE_DB_URL): %s".formatted(name, messageOf(e));
    }

    /** The server's own words, without the place in its source code that the driver adds. */
    private static String messageOf(SQLException e) {
        return e instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getMessage()
                : e.getMessage();
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

package org.coetracker.audit;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.coetracker.audit.AuditChain.Head;
import org.coetracker.shared.database.DatabaseAddress;
import org.coetracker.shared.database.EmbeddedDatabase;
import org.coetracker.shared.database.OwnServer;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.start.CannotStart;
import org.coetracker.shared.start.Settings;

/** The command that checks the audit trail while no service runs, or without trusting the one that does. */
public final class VerifyAudit {
    /** The first word on the command line. */
    public static final String NAME = "verify-audit";

    private static final int VALID = 0;
    private static final int CANNOT_RUN = 1;
    private static final int BROKEN = 2;

    private VerifyAudit() {}

    /**
     * Checks, and says in a line or two what it found.
     *
     * @param known nothing, or sequence and hash of a head that the chain had once
     * @return the exit code: 0 when the chain holds, 1 when it could not be checked, 2 when it is broken
     */
    public static int run(Settings settings, List<String> known) {
        try {
            AuditVerification found = check(settings, head(known));
            System.out.println(words(found));
            return found.valid() ? VALID : BROKEN;
        } catch (CannotStart | SQLException e) {
            System.err.println("coe-tracker cannot check the audit trail: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    private static Head head(List<String> known) {
        if (known.size() != 0 && known.size() != 2) {
            throw new CannotStart("It is called as: " + NAME + " [sequence hash]");
        }
        try {
            return known.isEmpty() ? null : AuditVerifier.known(known.get(0), known.get(1));
        } catch (ProblemException e) {
            throw new CannotStart("A head is a number and 64 hexadecimal digits.", e);
        }
    }

    private static AuditVerification check(Settings settings, Head known) throws SQLException {
        if (settings.databaseUrl().isPresent()) {
            OwnServer server =
                    OwnServer.at(settings.databaseUrl().get(), settings.databaseUser(), settings.databasePassword());
            server.check();
            return check(server.address(), known);
        }
        if (Files.notExists(settings.dataDirectory().resolve("postgres"))) {
            throw new CannotStart("There is no database in %s.".formatted(settings.dataDirectory()));
        }
        try (EmbeddedDatabase database =
                new EmbeddedDatabase(settings.dataDirectory(), Map.of(), System.out::println)) {
            return check(started(database), known);
        }
    }

    private static DatabaseAddress started(EmbeddedDatabase database) {
        try {
            return database.start();
        } catch (CannotStart e) {
            throw new CannotStart(
                    e.getMessage() + " While the service runs, ask it: GET /api/v1/audit/verification", e);
        }
    }

    private static AuditVerification check(DatabaseAddress address, Head known) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            requireChain(connection);
            return new ChainCheck(connection).run(known);
        }
    }

    private static void requireChain(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('audit_chain') is not null")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new CannotStart("The database has no audit chain yet; this release makes it when it starts.");
            }
        }
    }

    private static String words(AuditVerification found) {
        String head = "the chain ends at sequence=%d hash=%s"
                .formatted(found.head().sequence(), found.head().hash());
        return found.valid()
                ? "The audit trail is as it was written: %d events checked, %d not sealed yet;%n%s"
                        .formatted(found.checked(), found.unsealed(), head)
                : "The audit trail was changed: %s%n%d events before are as they were written; %s"
                        .formatted(found.firstBroken().detail(), found.checked(), head);
    }
}

package org.coetracker.shared.start;

import io.quarkus.runtime.QuarkusBindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.tool.schema.spi.SchemaManagementException;

/** Finds the line that explains why Quarkus did not start, where the reason is one that an operator can act on. */
public final class StartFailure {

    private StartFailure() {}

    /** The reason in one line, or empty when it is none of the known ones and the stack trace is needed. */
    public static Optional<CannotStart> explain(Throwable failure, HttpAddress http) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> explainOne(cause, http))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<CannotStart> explainOne(Throwable cause, HttpAddress http) {
        if (cause instanceof CannotStart known) {
            return Optional.of(known);
        }
        String reason = null;
        if (cause instanceof QuarkusBindException) {
            reason = http.inUse();
        } else if (cause instanceof FlywayException) {
            reason = "The database's schema could not be brought up to this release: " + facts(cause.getMessage());
        } else if (cause instanceof SchemaManagementException) {
            reason = "The database's schema is not the one that this release needs: " + cause.getMessage();
        } else if (cause instanceof SQLException) {
            reason = "The database refused: " + cause.getMessage();
        }
        return Optional.ofNullable(reason).map(line -> new CannotStart(line, cause));
    }

    /** Flyway draws lines and gives advice for its command line; neither fits here. */
    private static String facts(String flyway) {
        return flyway.lines()
                .filter(line -> !line.matches("-+|(Need more flexibility|Learn more|Either revert|Run Flyway).*"))
                .collect(Collectors.joining("\n"));
    }
}

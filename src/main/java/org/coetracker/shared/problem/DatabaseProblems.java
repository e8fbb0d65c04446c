package org.coetracker.shared.problem;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the database refused, in the caller's words. Codes: PostgreSQL, appendix A. */
public final class DatabaseProblems {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INVALID_PARAMETER = "22023";

    private static final Map<String, Violation> BY_CONSTRAINT = Map.of(
            "person_pkey", Violation.at("/handle", "taken", "A person with this handle is there already."),
            "person_email_key", Violation.at("/email", "taken", "Another person has this e-mail address."),
            "team_pkey", Violation.at("/handle", "taken", "A team with this handle is there already."),
            "template_pkey", Violation.at("/name", "taken", "A template with this name is there already."));

    private DatabaseProblems() {}

    /** The problem that the error stands for; null when it is not the caller's and not a database that is away. */
    public static ProblemException explain(SQLException e) {
        if (e == null) {
            return null;
        }
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (state.equals(UNIQUE_VIOLATION)) {
            Violation violation = BY_CONSTRAINT.get(constraint(e));
            return violation == null ? null : ProblemException.of(ErrorCode.ALREADY_EXISTS, List.of(violation));
        }
        if (state.equals(INVALID_PARAMETER) && isAboutTimeZone(e)) {
            return ProblemException.at(
                    ErrorCode.INVALID, "/timeZone", "unknown_time_zone", "The database does not know this time zone.");
        }
        return isAway(state)
                ? ProblemException.of(
                        ErrorCode.UNAVAILABLE,
                        "The database cannot do this at the moment. Nothing was acknowledged; try again after Retry-After seconds.")
                : null;
    }

    /**
     * No state: the pool gave up waiting. 08: connection; 28, 3D, 55: not let in, or not now; 40: try again; 53, 57, 58: out of
     * resources, shut down, broken; 25006: a standby.
     */
    private static boolean isAway(String state) {
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.startsWith("55")
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.startsWith("58")
                || state.equals("25006");
    }

    /**
     * Whether the function in the server that refused it is one that looks up time zones: {@code timestamptz_zone} and the
     * like, {@code DecodeTimezoneName} from version 16 on. The message is in whatever language the server speaks.
     */
    private static boolean isAboutTimeZone(SQLException e) {
        String routine = said(e, ServerErrorMessage::getRoutine).toLowerCase(Locale.ROOT);
        return routine.endsWith("_zone") || routine.contains("timezone");
    }

    /** The constraint's name. */
    private static String constraint(SQLException e) {
        return said(e, ServerErrorMessage::getConstraint);
    }

    /** What the server said; a batch wraps the error that has it. */
    private static String said(SQLException e, Function<ServerErrorMessage, String> part) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
                return Objects.requireNonNullElse(part.apply(postgres.getServerErrorMessage()), "");
            }
        }
        return "";
    }
}

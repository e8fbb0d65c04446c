package org.coetracker.chart;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What of a table is drawn. */
public class ChartQuery {
    @Parameter(description = "Names of the columns to draw, at most eight; all that have numbers when left out.")
    @QueryParam("columns")
    List<String> columns;

    @Parameter(description = "Name of the column that has the times; the first one when left out.")
    @QueryParam("time")
    String time;

    @Parameter(
            description = "Time zone of times that say none, and of the axis, such as `Europe/Vienna`; UTC when left"
                    + " out.")
    @QueryParam("timeZone")
    String timeZone;

    @Parameter(description = "The first moment that is drawn.")
    @QueryParam("from")
    String from;

    @Parameter(description = "The last moment that is drawn.")
    @QueryParam("to")
    String to;

    /**
     * The same, read.
     *
     * @param columns the names of the columns; empty for all
     * @param time the name of the column of times; null for the first
     * @param zone of times that say none, and of the axis
     * @param from the first moment; null for all
     * @param to the last moment; null for all
     */
    record Wanted(List<String> columns, String time, ZoneId zone, Instant from, Instant to) {
        boolean includes(long millis) {
            return (from == null || millis >= from.toEpochMilli()) && (to == null || millis <= to.toEpochMilli());
        }
    }

    /** Reads it; a 400 says what is wrong. */
    Wanted read() {
        Violations violations = new Violations();
        Wanted wanted = new Wanted(
                Parameters.texts("columns", columns, violations),
                Parameters.text("time", time, violations),
                zone(violations),
                Parameters.time("from", from, violations),
                Parameters.time("to", to, violations));
        if (wanted.from() != null && wanted.to() != null && !wanted.from().isBefore(wanted.to())) {
            violations.parameter("to", "range", "to has to be after from.");
        }
        violations.orElseThrow(ErrorCode.MALFORMED);
        return wanted;
    }

    private ZoneId zone(Violations violations) {
        if (timeZone == null) {
            return ZoneOffset.UTC;
        }
        try {
            return timeZone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            violations.parameter("timeZone", "unknown_time_zone", "There is no such time zone.");
            return ZoneOffset.UTC;
        }
    }
}

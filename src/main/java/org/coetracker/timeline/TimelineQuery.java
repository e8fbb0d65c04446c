package org.coetracker.timeline;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.ZoneId;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a caller says of a text beside it. */
public class TimelineQuery {
    @Parameter(description = "Zone of the times that are written without one: an IANA name, such as `Europe/Paris`.")
    @QueryParam("timeZone")
    String timeZone;

    @Parameter(
            description =
                    "The day on which it begins, for times that are written without one; it goes on past midnight.",
            schema = @Schema(implementation = LocalDate.class))
    @QueryParam("date")
    String date;

    @Parameter(
            description = "`true`: answer the entries as they were understood, and change nothing.",
            schema = @Schema(implementation = Boolean.class))
    @QueryParam("dryRun")
    String dryRun;

    @Parameter(description = "Why an approved COE is changed; needed then, and kept in the history.")
    @QueryParam("reason")
    String reason;

    /** The same, read. */
    record Told(Moments moments, boolean dryRun, String reason) {}

    Told read() {
        Violations violations = new Violations();
        ZoneId zone = timeZone == null ? null : ZoneWords.named(timeZone).orElse(null);
        if (timeZone != null && zone == null) {
            violations.parameter(
                    "timeZone",
                    "unknown_time_zone",
                    "A time zone is an IANA name, capitals included, such as Europe/Paris or UTC.");
        }
        Told told = new Told(
                new Moments(zone, Parameters.day("date", date, violations)),
                Boolean.TRUE.equals(Parameters.flag("dryRun", dryRun, violations)),
                reason);
        violations.orElseThrow(ErrorCode.MALFORMED);
        return told;
    }
}

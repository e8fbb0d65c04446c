package org.coetracker.report;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.coetracker.access.Caller;
import org.coetracker.history.Exports;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Negotiation;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Aggregates for dashboards. */
@Authenticated
@Path("/api/v1/reports")
@Tag(name = "Reports")
public class ReportResource {
    private static final String CSV = "text/csv";
    private static final MediaType CSV_TYPE = MediaType.valueOf(CSV);

    private final ActionReports reports;
    private final RecurrenceReports recurrence;
    private final Exports exports;
    private final Caller caller;

    ReportResource(ActionReports reports, RecurrenceReports recurrence, Exports exports, Caller caller) {
        this.reports = reports;
        this.recurrence = recurrence;
        this.exports = exports;
        this.caller = caller;
    }

    @GET
    @Path("/actions")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            operationId = "reportActions",
            summary = "Count actions by team, owner, severity, priority, type or COE",
            description = "What is open, overdue, due soon, undecided and lately done, with ages. The figures are at"
                    + " most five seconds old; poll with If-None-Match.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the report.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ActionReport.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response actions(
            @Parameter(
                            description = "What to group by.",
                            schema = @Schema(implementation = Grouping.class, defaultValue = "team"))
                    @QueryParam("groupBy")
                    String groupBy,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context HttpHeaders headers,
            @Context UriInfo request) {
        boolean csv = Negotiation.jsonOr(headers, CSV_TYPE).equals(CSV_TYPE);
        ActionReport report = read(groupBy, page);
        if (!csv) {
            return answer(report, JsonText.bytes(report), MediaType.APPLICATION_JSON, ifNoneMatch, request);
        }
        Response answer = answer(report, ReportCsv.of(report), CSV + ";charset=UTF-8", ifNoneMatch, request);
        if (answer.getStatus() == Response.Status.OK.getStatusCode()) {
            exports.record(
                    caller.actor(),
                    "report_actions",
                    "csv",
                    report.groupBy().word(),
                    report.items().size());
        }
        return answer;
    }

    @GET
    @Path("/recurrence")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            operationId = "reportRecurrence",
            summary = "Count how often incidents recurred, by team, service, cause or month",
            description =
                    "What the `relatedItems` of COEs say: those with the same cause as an earlier one or that"
                            + " something earlier would have prevented, and of these where that was an action which was overdue"
                            + " when the incident began. The figures are at most five seconds old; withdrawn COEs are left out.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the report.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = RecurrenceReport.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response recurrence(
            @Parameter(
                            description = "What to group by.",
                            schema = @Schema(implementation = RecurrenceGrouping.class, defaultValue = "team"))
                    @QueryParam("groupBy")
                    String groupBy,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context HttpHeaders headers,
            @Context UriInfo request) {
        boolean csv = Negotiation.jsonOr(headers, CSV_TYPE).equals(CSV_TYPE);
        Violations violations = new Violations();
        RecurrenceGrouping grouping = RecurrenceGrouping.read(groupBy, violations);
        int limit = page.readLimit(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        RecurrenceReport report = recurrence.page(grouping, limit, page.cursor(), caller.actor());
        Response answer = Answers.figures(
                csv ? ReportCsv.of(report) : JsonText.bytes(report),
                JsonText.bytes(report.timeless()),
                csv ? CSV + ";charset=UTF-8" : MediaType.APPLICATION_JSON,
                report.nextCursor(),
                ifNoneMatch,
                request);
        if (csv && answer.getStatus() == Response.Status.OK.getStatusCode()) {
            exports.record(
                    caller.actor(),
                    "report_recurrence",
                    "csv",
                    grouping.word(),
                    report.items().size());
        }
        return answer;
    }

    private ActionReport read(String groupBy, PlainPageQuery page) {
        Violations violations = new Violations();
        Grouping grouping = Grouping.read(groupBy, violations);
        int limit = page.readLimit(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        return reports.page(grouping, limit, page.cursor(), caller.actor());
    }

    /** The tag is weak and leaves the time out: the same figures a second later are no news. */
    private static Response answer(
            ActionReport report, byte[] body, String mediaType, String ifNoneMatch, UriInfo request) {
        return Answers.figures(
                body, JsonText.bytes(report.timeless()), mediaType, report.nextCursor(), ifNoneMatch, request);
    }
}

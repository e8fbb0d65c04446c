package org.coetracker.workday;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.RequestReader;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The working calendar of a team. */
@Authenticated
@Path("/api/v1/teams/{team}/calendar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class CalendarResource {
    private static final String ICALENDAR = "text/calendar";

    private final CalendarService service;
    private final RequestReader reader;
    private final Caller caller;

    CalendarResource(CalendarService service, RequestReader reader, Caller caller) {
        this.service = service;
        this.reader = reader;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "readCalendar",
            summary = "Read the working calendar of a team",
            description = "The one that the team goes by: its own, else that of the nearest team above that has one,"
                    + " else Saturday and Sunday off and no holidays.")
    @APIResponseSchema(value = CalendarView.class, responseDescription = "The calendar.")
    public Response read(@PathParam("team") String team, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(team), ifNoneMatch);
    }

    @PUT
    @Consumes({MediaType.APPLICATION_JSON, ICALENDAR})
    @Operation(
            operationId = "replaceCalendar",
            summary = "Give a team a working calendar",
            description = "By the team's managers and administrators. The whole calendar is written anew; `If-Match` is"
                    + " needed once the team has one of its own. Due dates that were given before stay. An iCalendar"
                    + " file (`text/calendar`, RFC 5545, UTF-8) replaces the holidays and leaves the weekend: each day"
                    + " of its events that last whole days is a holiday, from a year back to five years ahead, with"
                    + " what comes back yearly. What is wrong with an event is said at `/events/` and its place in the"
                    + " file.")
    @APIResponseSchema(value = CalendarView.class, responseDescription = "The calendar as it is now.")
    @APIResponse(
            responseCode = "201",
            description = "The calendar, the first of the team's own.",
            content = @Content(schema = @Schema(implementation = CalendarView.class)))
    public Response replace(
            @PathParam("team") String team,
            @HeaderParam("If-Match") String ifMatch,
            @Context HttpHeaders headers,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = NewCalendar.class)),
                                @Content(mediaType = ICALENDAR, schema = @Schema(type = SchemaType.STRING))
                            })
                    byte[] body)
            throws IOException {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        if (body == null || body.length == 0) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED, "The body is empty; send a calendar as JSON or as an iCalendar file.");
        }
        if (headers.getMediaType() == null) {
            throw new NotSupportedException();
        }
        boolean json = headers.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE);
        CalendarService.Replaced replaced = json
                ? service.replace(
                        team, ifMatch, reader.read(new ByteArrayInputStream(body), NewCalendar.class), caller.actor())
                : service.replaceHolidays(team, ifMatch, text(body), caller.actor());
        return replaced.isNew()
                ? Answers.created(replaced.calendar(), "/api/v1/teams/" + team + "/calendar")
                : Answers.changed(replaced.calendar());
    }

    @DELETE
    @Operation(
            operationId = "deleteCalendar",
            summary = "Take a team's own working calendar away",
            description = "By the team's managers and administrators. The team goes by the calendar of the nearest team"
                    + " above that has one, or by the standard one, from then on. Due dates that were given before"
                    + " stay. A team without one of its own has none to delete: a 404.")
    @APIResponse(responseCode = "204", description = "The calendar is gone; its history stays.")
    public Response delete(@PathParam("team") String team, @HeaderParam("If-Match") String ifMatch) {
        service.delete(team, IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of(ErrorCode.MALFORMED, "The body is not UTF-8.");
        }
    }
}

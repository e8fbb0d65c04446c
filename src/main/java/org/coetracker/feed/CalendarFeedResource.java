package org.coetracker.feed;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.coetracker.shared.http.Answers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calendars at secret addresses, for programs that can send no credential. */
@Path("/api/v1/calendars")
@PermitAll
@Tag(name = "Events and calendar")
public class CalendarFeedResource {
    static final String CALENDAR = "text/calendar";
    static final String IN_UTF_8 = CALENDAR + ";charset=UTF-8";

    private final CalendarFeed service;

    CalendarFeedResource(CalendarFeed service) {
        this.service = service;
    }

    @GET
    @Path("/{secret}.ics")
    @PermitAll
    @Produces(CALENDAR)
    @Operation(
            operationId = "readCalendarByAddress",
            summary = "Read a calendar at its secret address",
            description = "The same as `/me/calendar.ics`, for calendar programs: the address that"
                    + " `POST /me/calendar-address` gave is the credential, and any other that comes with it is not looked"
                    + " at. An address that was revoked, and one of somebody who was switched off, is a 404.")
    @APIResponse(
            responseCode = "200",
            description = "The calendar.",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Response read(@PathParam("secret") String secret, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(service.read(secret), IN_UTF_8, ifNoneMatch);
    }
}

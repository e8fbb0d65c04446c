package org.coetracker.feed;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's calendar, and its secret address. */
@Authenticated
@Path("/api/v1/me")
@Tag(name = "Events and calendar")
public class MyCalendarResource {
    private final CalendarFeed service;
    private final Caller caller;

    MyCalendarResource(CalendarFeed service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Path("/calendar.ics")
    @Produces(CalendarFeedResource.CALENDAR)
    @Operation(
            operationId = "readMyCalendar",
            summary = "Read the calendar of what the caller owes",
            description =
                    "An iCalendar (RFC 5545) with an event for the whole day on which an action of the caller's is"
                            + " due, by which a check of theirs has to be made, or on which an accepted risk of theirs, or of a team"
                            + " for which they answer, is to be looked at again: the 500 soonest. Of a restricted COE it says"
                            + " that something is due, with a link, and no more.")
    @APIResponse(
            responseCode = "200",
            description = "The calendar.",
            content = @Content(mediaType = CalendarFeedResource.CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Response read(@HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(service.read(caller.actor()), CalendarFeedResource.IN_UTF_8, ifNoneMatch);
    }

    @GET
    @Path("/calendar-address")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readCalendarAddress",
            summary = "Read whether the calendar has a secret address",
            description = "When it was made, and when the calendar was last read there; the address itself is kept"
                    + " nowhere.")
    @APIResponse(
            responseCode = "200",
            description = "Whether there is one.",
            content = @Content(schema = @Schema(implementation = CalendarAddressView.class)))
    public Response address(@HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(
                JsonText.bytes(service.address(caller.actor())), MediaType.APPLICATION_JSON, ifNoneMatch);
    }

    @POST
    @Path("/calendar-address")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createCalendarAddress",
            summary = "Make a secret address for the calendar",
            description = "For calendar programs, which can send no credential. Whoever has the address reads the"
                    + " calendar, so that this answer alone holds it, and an `Idempotency-Key` is not honoured. The"
                    + " address that was made before leads nowhere from then on.")
    @APIResponse(
            responseCode = "200",
            description = "The address.",
            content = @Content(schema = @Schema(implementation = NewCalendarAddress.class)))
    public Response makeAddress() {
        return Answers.json(200, service.makeAddress(caller.actor())).build();
    }

    @DELETE
    @Path("/calendar-address")
    @Operation(
            operationId = "revokeCalendarAddress",
            summary = "Revoke the calendar's secret address",
            description = "It leads nowhere from then on. Where there is none, nothing is done.")
    @APIResponse(responseCode = "204", description = "There is none any more.")
    public Response revokeAddress() {
        service.revokeAddress(caller.actor());
        return Response.noContent().build();
    }
}

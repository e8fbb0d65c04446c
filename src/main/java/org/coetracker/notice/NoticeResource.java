package org.coetracker.notice;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller was told. */
@Authenticated
@Path("/api/v1/me/notices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class NoticeResource {
    private final NoticeService service;
    private final Caller caller;

    NoticeResource(NoticeService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listNotices",
            summary = "List the caller's notices",
            description = "Newest first unless asked otherwise. `unread=true&count=true&limit=1` counts what was not"
                    + " read yet. What the caller may not see any more is left out. Notices are kept for 90 days.")
    @APIResponse(
            responseCode = "200",
            description = "One page of notices.",
            content = @Content(schema = @Schema(implementation = NoticePage.class)))
    public Response list(
            @BeanParam NoticeFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(filters, page, caller.actor()), request, ifNoneMatch);
    }

    @POST
    @Path("/{id}/read")
    @Idempotent
    @Operation(
            operationId = "readNotice",
            summary = "Mark a notice as read",
            description = "One that was read before stays as it was.")
    @APIResponse(responseCode = "204", description = "The notice is read.")
    public Response read(@Parameter(description = "Id of the notice.") @PathParam("id") String id) {
        service.read(id, caller.actor());
        return Response.noContent().build();
    }

    @POST
    @Path("/read")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "readNotices",
            summary = "Mark notices as read",
            description =
                    "All that were written up to `upTo`: the `createdAt` of the newest that was seen, which is the"
                            + " first of the list. What came meanwhile stays unread.")
    @APIResponse(responseCode = "204", description = "The notices are read.")
    public Response readUpTo(ReadUpTo command) {
        service.readUpTo(CommandBody.required(command), caller.actor());
        return Response.noContent().build();
    }

    /** A page of notices, as the documentation shows it. */
    @Schema(name = "NoticePage")
    record NoticePage(List<NoticeView> items, String nextCursor, Long total) {}
}

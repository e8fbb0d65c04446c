package org.coetracker.work;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller owes. */
@Authenticated
@Path("/api/v1/me/work")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "My work")
public class WorkResource {
    private final Work work;
    private final Caller caller;

    WorkResource(Work work, Caller caller) {
        this.work = work;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listMyWork",
            summary = "List what the caller owes",
            description = "Soonest first, all in one list: the actions that they own, the decisions that they owe as a"
                    + " manager (those of teams below once these have come up the ladder), the COEs that they are to"
                    + " review, the done actions that they are to check, and late COEs. An empty list says that they owe"
                    + " nothing.")
    @APIResponse(
            responseCode = "200",
            description = "One page of what the caller owes.",
            content = @Content(schema = @Schema(implementation = WorkPage.class)))
    public Response list(
            @BeanParam WorkQuery page, @HeaderParam("If-None-Match") String ifNoneMatch, @Context UriInfo request) {
        return Answers.page(work.page(page, caller.actor()), request, ifNoneMatch);
    }

    /** A page of what somebody owes, as the documentation shows it. */
    @Schema(name = "WorkPage")
    record WorkPage(List<WorkItem> items, String nextCursor, Long total) {}
}

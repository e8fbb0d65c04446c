package org.coetracker.deadline;

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
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** COEs that missed a deadline. */
@Authenticated
@Path("/api/v1/late-coes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class LateCoeResource {
    private final LateCoeList list;
    private final Caller caller;

    LateCoeResource(LateCoeList list, Caller caller) {
        this.list = list;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listLateCoes",
            summary = "List late COEs",
            description = "One item for each deadline that a COE missed: to be submitted, and to be approved. With"
                    + " `status=pending`, what is late now. An item ends when the COE makes the move that was due, or"
                    + " when the deadline itself moves.")
    @APIResponse(
            responseCode = "200",
            description = "One page of late COEs.",
            content = @Content(schema = @Schema(implementation = LateCoePage.class)))
    public Response list(
            @BeanParam LateCoeFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(list.page(filters, page, caller.actor()), request, ifNoneMatch);
    }

    /** A page of late COEs, as the documentation shows it. */
    @Schema(name = "LateCoePage")
    record LateCoePage(List<LateCoeView> items, String nextCursor, Long total) {}
}

package org.coetracker.overdue;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
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
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.http.RequestId;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What managers owe: a decision on each overdue action. */
@Authenticated
@Path("/api/v1/overdue-reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Overdue reviews")
public class OverdueReviewResource {
    private static final String ID = "Id of the overdue review.";

    private final OverdueReviewList list;
    private final Decisions decisions;
    private final DecisionBatch batch;
    private final Caller caller;
    private final RoutingContext request;

    OverdueReviewResource(
            OverdueReviewList list, Decisions decisions, DecisionBatch batch, Caller caller, RoutingContext request) {
        this.list = list;
        this.decisions = decisions;
        this.batch = batch;
        this.caller = caller;
        this.request = request;
    }

    @GET
    @Operation(
            operationId = "listOverdueReviews",
            summary = "List overdue reviews",
            description = "What waits longest comes first, unless asked otherwise. With `status=pending` it is what"
                    + " managers owe: an empty list says that nothing flagged waits for a decision, and `GET /jobs`"
                    + " that the flagging works.")
    @APIResponse(
            responseCode = "200",
            description = "One page of overdue reviews.",
            content = @Content(schema = @Schema(implementation = OverdueReviewPage.class)))
    public Response list(
            @BeanParam OverdueReviewFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(list.page(filters, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readOverdueReview",
            summary = "Read an overdue review",
            description = "Its `ETag` is what a decision needs as `If-Match`.")
    @APIResponseSchema(value = OverdueReviewView.class, responseDescription = "The overdue review.")
    public Response read(
            @Parameter(description = ID) @PathParam("id") String id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(list.read(OverdueReviewList.id(id), caller.actor()), ifNoneMatch);
    }

    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "decide",
            summary = "Decide on an overdue action",
            description = "The decision is recorded and carried out, both or neither. There is no way to dismiss a"
                    + " review: each of the five decisions gives the action a new date, ends it, or says why the risk"
                    + " is taken.")
    @APIResponseSchema(value = OverdueReviewView.class, responseDescription = "The overdue review, decided.")
    public Response decide(
            @Parameter(description = ID) @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            Decision decision) {
        return Answers.changed(decisions.decide(
                OverdueReviewList.id(id), IfMatch.required(ifMatch), CommandBody.required(decision), caller.actor()));
    }

    @POST
    @Path("/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "decideMany",
            summary = "Decide on many overdue actions",
            description = "Up to 100, each by itself: what is wrong with one holds up no other. The answer has a result"
                    + " for each, in their order, also where something failed; look at every `status`.")
    @APIResponseSchema(value = ManyDecisions.Results.class, responseDescription = "How each went.")
    public Response decideMany(ManyDecisions command) {
        return Answers.json(
                        200, batch.decide(CommandBody.required(command), caller.actor(), RequestId.instance(request)))
                .build();
    }

    /** A page of overdue reviews, as the documentation shows it. */
    @Schema(name = "OverdueReviewPage")
    record OverdueReviewPage(List<OverdueReviewView> items, String nextCursor, Long total) {}
}

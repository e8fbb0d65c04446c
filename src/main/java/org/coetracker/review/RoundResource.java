package org.coetracker.review;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rounds of a COE's reviews. */
@Authenticated
@Path("/api/v1/coes/{coe}/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class RoundResource {
    private final RoundService service;
    private final Caller caller;

    RoundResource(RoundService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listReviewRounds",
            summary = "List the rounds of a COE's reviews",
            description =
                    "Newest first: who was asked, who said what and when, and what changed from round to round, by"
                            + " question. A round begins with a submission; it ends when the COE is approved, when changes are"
                            + " requested, or when it is withdrawn. A page has 20 rounds at most. Of a changed value that is"
                            + " longer the first 1,000 characters are shown, as text; the round by itself has all of it.")
    @APIResponse(
            responseCode = "200",
            description = "One page of rounds.",
            content = @Content(schema = @Schema(implementation = RoundPage.class)))
    public Response list(
            @PathParam("coe") String coe,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(CoeRef.parse(coe), page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{round}")
    @Operation(
            operationId = "readReviewRound",
            summary = "Read one round of a COE's reviews",
            description = "As in the list; rounds are the numbers 1, 2, 3, …")
    @APIResponseSchema(value = RoundView.class, responseDescription = "The round.")
    public Response read(
            @PathParam("coe") String coe,
            @Parameter(description = "Number of the round.") @PathParam("round") String round,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(
                JsonText.bytes(service.one(CoeRef.parse(coe), round, caller.actor())),
                MediaType.APPLICATION_JSON,
                ifNoneMatch);
    }

    /** A page of rounds, as the documentation shows it. */
    @Schema(name = "ReviewRoundPage")
    record RoundPage(List<RoundView> items, String nextCursor) {}
}

package org.coetracker.coe;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.coe.Status.Move;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The moves of a COE's lifecycle. */
@Authenticated
@Path("/api/v1/coes/{coe}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
@Idempotent
public class CoeMoveResource {
    private final CoeService service;
    private final Caller caller;

    CoeMoveResource(CoeService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Path("/submit")
    @Operation(
            operationId = "submitCoe",
            summary = "Submit a draft for review",
            description = "Also after changes were requested. The body may be left out.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE, in review.")
    public Response submit(
            @PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch, CoeMoves.Submit command) {
        return move(coe, ifMatch, Move.SUBMIT, new CoeMoves.Submit());
    }

    @POST
    @Path("/approve")
    @Operation(
            operationId = "approveCoe",
            summary = "Approve a COE in review",
            description =
                    "For those who are asked, as `review.missing` says. The COE stays in review, with its version, until the last"
                            + " of them approves, for whom the quality gate runs once more; then an edit is an amendment, and"
                            + " needs a reason. The ETag that was read tells what is approved, actions included: 412 when that"
                            + " has changed. Of an approved COE it is the sign-off of a security reviewer, where one is asked."
                            + " The body may be left out.")
    @APIResponseSchema(
            value = CoeView.class,
            responseDescription = "The COE, approved, or in review with the caller's approval.")
    public Response approve(
            @PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch, CoeMoves.Approve command) {
        return move(coe, ifMatch, Move.APPROVE, command == null ? new CoeMoves.Approve(null) : command);
    }

    @POST
    @Path("/request-changes")
    @Operation(
            operationId = "requestChanges",
            summary = "Ask for changes to a COE in review",
            description = "With a comment that says what has to change; the COE can be submitted again.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE, with changes requested.")
    public Response requestChanges(
            @PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch, CoeMoves.RequestChanges command) {
        return move(coe, ifMatch, Move.REQUEST_CHANGES, command);
    }

    @POST
    @Path("/withdraw")
    @Operation(
            operationId = "withdrawCoe",
            summary = "Withdraw a COE",
            description = "For a reason, and for good. Nothing is owed for it any more; pending overdue reviews are"
                    + " resolved.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE, withdrawn.")
    public Response withdraw(
            @PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch, CoeMoves.Withdraw command) {
        return move(coe, ifMatch, Move.WITHDRAW, command);
    }

    @POST
    @Path("/close")
    @Operation(
            operationId = "closeCoe",
            summary = "Close an approved COE",
            description =
                    "Only when each of its actions is verified or refused, and what was found to be exposed after the"
                            + " approval is signed off. The body may be left out.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE, closed.")
    public Response close(
            @PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch, CoeMoves.Close command) {
        return move(coe, ifMatch, Move.CLOSE, new CoeMoves.Close());
    }

    @POST
    @Path("/reopen")
    @Operation(
            operationId = "reopenCoe",
            summary = "Reopen a closed COE",
            description = "For a reason. It is approved again, so that actions can be filed and reopened.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE, approved again.")
    public Response reopen(
            @PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch, CoeMoves.Reopen command) {
        return move(coe, ifMatch, Move.REOPEN, command);
    }

    private Response move(String coe, String ifMatch, Move move, CoeMoves.Said command) {
        return Answers.changed(service.move(
                CoeRef.parse(coe), move, IfMatch.required(ifMatch), CommandBody.required(command), caller.actor()));
    }
}

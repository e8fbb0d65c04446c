package org.coetracker.coe;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Copies of COEs. */
@Authenticated
@Path("/api/v1/coes/{coe}/copy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class CoeCopyResource {
    private final CoeCopies copies;
    private final Caller caller;

    CoeCopyResource(CoeCopies copies, Caller caller) {
        this.copies = copies;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Operation(
            operationId = "copyCoe",
            summary = "Begin a COE with what an earlier one says",
            description =
                    "For a similar incident: a draft that the caller owns, with kind, severity, team, services, regions,"
                            + " tags and reviewers of the other one, related to it as `similar`. `include` says what more to take:"
                            + " `causes` (without evidence), `implications` (the security question is asked anew), `lessons` that have"
                            + " a checklist question, `actions` as proposals without owner and date. Times, timeline, impact and"
                            + " evidence are that incident's own and stay behind. The copy of a restricted COE is restricted; another"
                            + " `team`, or any `include`, is then for those alone who may change `visibleTo`, and its history"
                            + " says that it was copied. The body may be left out.")
    @APIResponse(
            responseCode = "201",
            description = "The new draft.",
            content = @Content(schema = @Schema(implementation = CoeView.class)))
    public Response copy(@PathParam("coe") String coe, CopyCoe command) {
        CoeView copy = copies.copy(
                CoeRef.parse(coe), command == null ? new CopyCoe(null, null, null) : command, caller.actor());
        return Answers.created(copy, CoeResource.PATH + copy.ref());
    }
}

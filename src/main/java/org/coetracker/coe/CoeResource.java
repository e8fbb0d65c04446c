package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.security.Authenticated;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.coetracker.shared.http.Preferences;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The record. */
@Authenticated
@Path("/api/v1/coes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class CoeResource {
    static final String PATH = "/api/v1/coes/";

    private final CoeService service;
    private final CoeAmendments amendments;
    private final CoeList list;
    private final Caller caller;
    private final Instance<SubmissionCheck> judges;

    CoeResource(
            CoeService service,
            CoeAmendments amendments,
            CoeList list,
            Caller caller,
            Instance<SubmissionCheck> judges) {
        this.service = service;
        this.amendments = amendments;
        this.list = list;
        this.caller = caller;
        this.judges = judges;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Suggesting
    @Operation(
            operationId = "fileCoe",
            summary = "File a COE",
            description = "`title`, `severity` and `team` are enough to start; a whole record with its actions can be"
                    + " filed at once. It begins as a draft. With `Prefer: similar` the answer names up to five earlier"
                    + " COEs that are like it, and asks whether an action of one of them would have prevented this.")
    @APIResponse(
            responseCode = "201",
            description = "The COE as it was filed.",
            content = @Content(schema = @Schema(implementation = FiledCoe.class)))
    public Response file(
            @Parameter(description = "`similar`: earlier COEs that are like it, in the answer (RFC 7240).")
                    @HeaderParam("Prefer")
                    List<String> prefer,
            NewCoe command) {
        CoeView filed = service.file(CommandBody.required(command), caller.actor());
        return Answers.created(filed, PATH + filed.ref());
    }

    @GET
    @Operation(
            operationId = "listCoes",
            summary = "List COEs",
            description = "Without the answers to the questions, with counts of the actions; newest first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of COEs.",
            content = @Content(schema = @Schema(implementation = CoePage.class)))
    public Response list(
            @BeanParam CoeFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(list.page(filters, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{coe}")
    @Operation(
            operationId = "readCoe",
            summary = "Read a COE with its actions",
            description = "The whole record: the answers to all seven questions, and its corrective actions.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE.")
    public Response read(@PathParam("coe") String coe, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(CoeRef.parse(coe), caller.actor()), ifNoneMatch);
    }

    @PATCH
    @Path("/{coe}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendCoe",
            summary = "Change what a COE says",
            description = "A JSON Merge Patch. Once approved, a change is an amendment: it needs a `reason`, a member"
                    + " that is sent along and kept in the history, not in the record. Actions are changed at"
                    + " `/actions/{action}`; members that the service keeps may be sent as they were read. With"
                    + " `Prefer: quality=findings` (RFC 7240) the answer has what the quality gate says as a further"
                    + " member, `quality`, and `Preference-Applied` says so.")
    @APIResponseSchema(value = AmendedCoe.class, responseDescription = "The COE as it is now.")
    @APIResponse(responseCode = "409", description = "The COE is withdrawn.")
    public Response amend(
            @PathParam("coe") String coe,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Prefer") List<String> prefer,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewCoe.class))) MergePatch patch) {
        CoeView amended = amendments.amend(
                CoeRef.parse(coe), IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor());
        if (!judges.isResolvable() || !Preferences.contain(prefer, "quality=findings")) {
            return Answers.changed(amended);
        }
        return Answers.changed(amended, "quality", judges.get().judge(amended))
                .header("Preference-Applied", "quality=findings")
                .build();
    }

    @DELETE
    @Path("/{coe}")
    @Operation(
            operationId = "deleteCoe",
            summary = "Delete a draft",
            description =
                    "Only a draft can be deleted, its actions with it; everything else is withdrawn, never erased.")
    @APIResponse(responseCode = "204", description = "The draft is gone.")
    public Response delete(@PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch) {
        service.delete(CoeRef.parse(coe), IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    /** A changed COE, as the documentation shows it. */
    @Schema(name = "AmendedCoe")
    record AmendedCoe(
            @JsonUnwrapped CoeView coe,
            @Schema(ref = "Quality") Object quality) {}

    /** A page of COEs, as the documentation shows it. */
    @Schema(name = "CoePage")
    record CoePage(List<CoeSummary> items, String nextCursor, Long total) {}
}

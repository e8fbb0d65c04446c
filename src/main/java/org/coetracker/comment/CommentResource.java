package org.coetracker.comment;

import io.quarkus.security.Authenticated;
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
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Comments on a COE. */
@Authenticated
@Path("/api/v1/coes/{coe}/comments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comments")
public class CommentResource {
    private static final String NOT_TOLD = "notTold";

    private final CommentService service;
    private final Caller caller;

    CommentResource(CommentService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "addComment",
            summary = "Comment on a COE, or on something in it",
            description =
                    "At every status. `pointer` is a JSON Pointer (RFC 6901) into the record, in which lists take an"
                            + " index or an id (`/rootCause/causes/c1`, `/correctiveActions/COE-42-A3`); the comment stays with"
                            + " that item, wherever it goes. With `replyTo` it joins a thread, which is opened again if it was"
                            + " resolved. `@handle` mentions somebody, who is told if they may see the COE; those who are not are in"
                            + " `notTold`.")
    @APIResponse(
            responseCode = "201",
            description = "The comment as it was written.",
            content = @Content(schema = @Schema(implementation = WrittenComment.class)))
    public Response add(@PathParam("coe") String coe, NewComment command) {
        WrittenComment written = service.write(CoeRef.parse(coe), CommandBody.required(command), caller.actor());
        CommentView comment = written.comment();
        // The tag is that of the comment: what was told to whom is not part of it.
        return Response.fromResponse(
                        Answers.created(comment, "/api/v1/coes/" + comment.coe() + "/comments/" + comment.id()))
                .entity(JsonText.bytes(written))
                .build();
    }

    @GET
    @Operation(
            operationId = "listComments",
            summary = "List the comments on a COE",
            description = "Oldest first unless asked otherwise; `thread` says what belongs together, `pointer` where in"
                    + " the record it belongs now.")
    @APIResponse(
            responseCode = "200",
            description = "One page of comments.",
            content = @Content(schema = @Schema(implementation = CommentPage.class)))
    public Response list(
            @PathParam("coe") String coe,
            @BeanParam CommentFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(CoeRef.parse(coe), filters, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{comment}")
    @Operation(
            operationId = "readComment",
            summary = "Read a comment",
            description = "One that was deleted has its place, and no text.")
    @APIResponseSchema(value = CommentView.class, responseDescription = "The comment.")
    public Response read(
            @PathParam("coe") String coe,
            @PathParam("comment") String comment,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(CoeRef.parse(coe), comment, caller.actor()), ifNoneMatch);
    }

    @PATCH
    @Path("/{comment}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendComment",
            summary = "Change what a comment says",
            description = "By its author alone. Told are those only whom it did not mention before; what it said"
                    + " before stays in the history. What belongs to the thread (`pointer`, `item`, `about`, `detached`,"
                    + " `resolved`) may be sent back, and is passed over.")
    @APIResponseSchema(value = WrittenComment.class, responseDescription = "The comment as it is now.")
    @APIResponse(responseCode = "409", description = "The comment was deleted.")
    public Response amend(
            @PathParam("coe") String coe,
            @PathParam("comment") String comment,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = CommentPatch.class))) MergePatch patch) {
        return changed(service.amend(
                CoeRef.parse(coe), comment, IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    @DELETE
    @Path("/{comment}")
    @Operation(
            operationId = "deleteComment",
            summary = "Delete a comment",
            description = "By its author, or a manager of the COE's team. It keeps its place in the thread without its"
                    + " text; what it said stays in the audit trail alone.")
    @APIResponse(responseCode = "204", description = "The comment says nothing any more.")
    @APIResponse(responseCode = "409", description = "The comment was deleted before.")
    public Response delete(
            @PathParam("coe") String coe,
            @PathParam("comment") String comment,
            @HeaderParam("If-Match") String ifMatch) {
        service.delete(CoeRef.parse(coe), comment, IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    @POST
    @Path("/{comment}/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "resolveComment",
            summary = "Resolve a thread",
            description =
                    "At its first comment, whose version rises with each reply. What is said with it becomes a reply."
                            + " The body may be left out.")
    @APIResponseSchema(value = WrittenComment.class, responseDescription = "The first comment, resolved.")
    public Response resolve(
            @PathParam("coe") String coe,
            @PathParam("comment") String comment,
            @HeaderParam("If-Match") String ifMatch,
            ThreadMoves.Resolve command) {
        return move(coe, comment, ifMatch, command == null ? new ThreadMoves.Resolve(null) : command);
    }

    @POST
    @Path("/{comment}/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "reopenComment",
            summary = "Open a resolved thread again",
            description = "At its first comment. What is said with it becomes a reply. The body may be left out.")
    @APIResponseSchema(value = WrittenComment.class, responseDescription = "The first comment, open.")
    public Response reopen(
            @PathParam("coe") String coe,
            @PathParam("comment") String comment,
            @HeaderParam("If-Match") String ifMatch,
            ThreadMoves.Reopen command) {
        return move(coe, comment, ifMatch, command == null ? new ThreadMoves.Reopen(null) : command);
    }

    private Response move(String coe, String comment, String ifMatch, ThreadMoves.Said command) {
        return changed(service.move(CoeRef.parse(coe), comment, IfMatch.required(ifMatch), command, caller.actor()));
    }

    private static Response changed(WrittenComment written) {
        return Answers.changed(written.comment(), NOT_TOLD, written.notTold()).build();
    }

    /** A page of comments, as the documentation shows it. */
    @Schema(name = "CommentPage")
    record CommentPage(List<CommentView> items, String nextCursor, Long total) {}
}

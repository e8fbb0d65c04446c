package org.coetracker.action;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
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

/** Corrective actions across all COEs. */
@Authenticated
@Path("/api/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ActionResource {
    private final ActionService service;
    private final ActionAmendments amendments;
    private final ActionList list;
    private final Caller caller;

    ActionResource(ActionService service, ActionAmendments amendments, ActionList list, Caller caller) {
        this.service = service;
        this.amendments = amendments;
        this.list = list;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listActions",
            summary = "List actions across COEs",
            description = "By due date, soonest first, unless asked otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "One page of actions.",
            content = @Content(schema = @Schema(implementation = ActionPage.class)))
    public Response list(
            @BeanParam ActionFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(list.page(filters, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{action}")
    @Operation(
            operationId = "readAction",
            summary = "Read an action",
            description = "Whether it is overdue is derived at each read, and part of the entity tag.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action.")
    public Response read(@PathParam("action") String action, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(ActionRef.parse(action), caller.actor()), ifNoneMatch);
    }

    @PATCH
    @Path("/{action}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendAction",
            summary = "Change what an action says",
            description = "A JSON Merge Patch. The state has moves of its own. A due date that was promised changes"
                    + " only with a `reason`, a member that is sent along and not kept in the record. So does what the"
                    + " action of an approved COE says (title, description, type, priority, causes, criterion), and"
                    + " `verification.observeUntil` of a done action, which moves the day of its check; once that has"
                    + " passed, another day is for a manager to give, by the decision `re_date`.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action as it is now.")
    @APIResponse(responseCode = "409", description = "The COE is withdrawn, or the check of the action is late.")
    public Response amend(
            @PathParam("action") String action,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewAction.class))) MergePatch patch) {
        return Answers.changed(amendments.amend(
                ActionRef.parse(action), IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    @DELETE
    @Path("/{action}")
    @Operation(
            operationId = "deleteAction",
            summary = "Delete a proposed action",
            description =
                    "Only what nobody ever committed to can be deleted; everything else is refused, with a reason. Of an"
                            + " approved COE it takes a reason too, and is an amendment: those who approved are told.")
    @APIResponse(responseCode = "204", description = "The action is gone; its history stays.")
    @APIResponse(responseCode = "422", description = "The COE is approved, and there is no reason.")
    public Response delete(
            @PathParam("action") String action,
            @HeaderParam("If-Match") String ifMatch,
            @Parameter(description = "Why: of an approved COE; the history keeps it.") @QueryParam("reason")
                    String reason) {
        service.delete(ActionRef.parse(action), IfMatch.required(ifMatch), reason, caller.actor());
        return Response.noContent().build();
    }

    @POST
    @Path("/{action}/commit")
    @Idempotent
    @Operation(
            operationId = "commitAction",
            summary = "Take a proposed action on",
            description = "Without a due date the policy derives one and says by which rule (`dueRule`).")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action, committed.")
    public Response commit(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.Commit command) {
        return Answers.changed(service.commit(
                ActionRef.parse(action), IfMatch.required(ifMatch), CommandBody.required(command), caller.actor()));
    }

    @POST
    @Path("/{action}/start")
    @Idempotent
    @Operation(
            operationId = "startAction",
            summary = "Begin to work on a committed action",
            description = "It stays owed by its due date. The body may be left out.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action, in progress.")
    public Response start(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.Start command) {
        return Answers.changed(
                service.start(ActionRef.parse(action), IfMatch.required(ifMatch), new Moves.Start(), caller.actor()));
    }

    @POST
    @Path("/{action}/complete")
    @Idempotent
    @Operation(
            operationId = "completeAction",
            summary = "Say that an action was carried out",
            description = "Done is not worked: the action waits for its verification then. The body may be left out.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action, done.")
    public Response complete(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.Complete command) {
        Moves.Complete given = command == null ? new Moves.Complete(null) : command;
        return Answers.changed(
                service.complete(ActionRef.parse(action), IfMatch.required(ifMatch), given, caller.actor()));
    }

    @POST
    @Path("/{action}/verify")
    @Idempotent
    @Operation(
            operationId = "verifyAction",
            summary = "Record whether a done action works",
            description = "Never by its owner. An action that did not work is owed again, by a new date.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action, verified or in progress again.")
    public Response verify(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.Verify command) {
        return Answers.changed(service.verify(
                ActionRef.parse(action), IfMatch.required(ifMatch), CommandBody.required(command), caller.actor()));
    }

    @POST
    @Path("/{action}/refuse")
    @Idempotent
    @Operation(
            operationId = "refuseAction",
            summary = "Refuse an open action",
            description = "With a reason, somebody other than the owner who takes the risk, and a day to look again.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action, refused.")
    public Response refuse(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.Refuse command) {
        return Answers.changed(service.refuse(
                ActionRef.parse(action), IfMatch.required(ifMatch), CommandBody.required(command), caller.actor()));
    }

    @POST
    @Path("/{action}/reopen")
    @Idempotent
    @Operation(
            operationId = "reopenAction",
            summary = "Owe a verified or refused action again",
            description = "With a reason and a new date. Reopen its COE first when that is closed.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action, in progress again.")
    public Response reopen(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.Reopen command) {
        return Answers.changed(service.reopen(
                ActionRef.parse(action), IfMatch.required(ifMatch), CommandBody.required(command), caller.actor()));
    }

    @POST
    @Path("/{action}/re-date")
    @Idempotent
    @Operation(
            operationId = "reDateAction",
            summary = "Move the due date of an owed action",
            description = "With a reason; each change is kept in `dueDateChanges` and counted in `reDateCount`.")
    @APIResponseSchema(value = ActionView.class, responseDescription = "The action with its new date.")
    public Response reDate(
            @PathParam("action") String action, @HeaderParam("If-Match") String ifMatch, Moves.ReDate command) {
        return Answers.changed(service.reDate(
                ActionRef.parse(action), IfMatch.required(ifMatch), CommandBody.required(command), caller.actor()));
    }

    /** A page of actions, as the documentation shows it. */
    @Schema(name = "ActionPage")
    record ActionPage(List<ActionView> items, String nextCursor, Long total) {}
}

package org.coetracker.coe;

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
import org.coetracker.action.ActionList;
import org.coetracker.action.ActionView;
import org.coetracker.action.NewAction;
import org.coetracker.history.HistoryEntry;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What belongs to one COE: its actions and its history. */
@Authenticated
@Path("/api/v1/coes/{coe}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class CoePartsResource {
    private final CoeService service;
    private final Coes coes;
    private final ActionList actions;
    private final CoeHistory history;
    private final Caller caller;

    CoePartsResource(CoeService service, Coes coes, ActionList actions, CoeHistory history, Caller caller) {
        this.service = service;
        this.coes = coes;
        this.actions = actions;
        this.history = history;
        this.caller = caller;
    }

    @POST
    @Path("/actions")
    @Idempotent
    @Operation(
            operationId = "fileAction",
            summary = "File a corrective action",
            description = "In the state that it is in already, `verified` excepted. A due date in the past is taken:"
                    + " the action is overdue at once.")
    @APIResponse(
            responseCode = "201",
            description = "The action as it was filed.",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(responseCode = "409", description = "The COE takes no new actions, or has 200 already.")
    public Response fileAction(@PathParam("coe") String coe, NewAction command) {
        ActionView filed = service.fileAction(CoeRef.parse(coe), CommandBody.required(command), caller.actor());
        return Answers.created(filed, "/api/v1/actions/" + filed.ref());
    }

    @GET
    @Path("/actions")
    @Operation(
            operationId = "listActionsOfCoe",
            summary = "List the actions of a COE",
            description = "In the order of their filing, unless asked otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "One page of actions.",
            content = @Content(schema = @Schema(ref = "ActionPage")))
    public Response listActions(
            @PathParam("coe") String coe,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(
                actions.of(coes.idOf(CoeRef.parse(coe), caller.actor()), page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "readHistory",
            summary = "Read who changed what",
            description = "The changes of the COE, its actions, their overdue reviews and its comments, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the history.",
            content = @Content(schema = @Schema(implementation = HistoryPage.class)))
    public Response history(
            @PathParam("coe") String coe,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(
                history.page(CoeRef.parse(coe), page.readLimit(), page.cursor(), caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/revisions/{version}")
    @Operation(
            operationId = "readRevision",
            summary = "Read a COE as it was",
            description = "The record at a version, with its actions as they were when that version ended.")
    @APIResponseSchema(value = CoeView.class, responseDescription = "The COE as it was.")
    public Response revision(
            @PathParam("coe") String coe,
            @PathParam("version") String version,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(
                JsonText.bytes(history.revision(CoeRef.parse(coe), version, caller.actor())),
                MediaType.APPLICATION_JSON,
                ifNoneMatch);
    }

    /** A page of the history, as the documentation shows it. */
    @Schema(name = "HistoryPage")
    record HistoryPage(List<HistoryEntry> items, String nextCursor) {}
}

package org.coetracker.people;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Teams. */
@Authenticated
@Path("/api/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People and teams")
public class TeamResource {
    static final String PATH = "/api/v1/teams/";

    private final TeamService service;
    private final Caller caller;

    TeamResource(TeamService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "setUpTeam",
            summary = "Set up a team",
            description = "`handle` and `name` are enough. The handle is the team's for good. The parent is the next"
                    + " step of the escalation ladder.")
    @APIResponse(
            responseCode = "201",
            description = "The team as set up.",
            content = @Content(schema = @Schema(implementation = TeamView.class)))
    @APIResponse(responseCode = "409", description = "The handle is taken.")
    public Response setUp(NewTeam command) {
        TeamView team = service.setUp(CommandBody.required(command), caller.actor());
        return Answers.created(team, PATH + team.handle());
    }

    @GET
    @Operation(operationId = "listTeams", summary = "List teams", description = "By handle unless asked otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "One page of teams.",
            content = @Content(schema = @Schema(implementation = TeamPage.class)))
    public Response list(
            @BeanParam TeamFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(filters, page), request, ifNoneMatch);
    }

    @GET
    @Path("/{team}")
    @Operation(
            operationId = "readTeam",
            summary = "Read a team",
            description = "Also one that has ended: whatever names it stays as it was.")
    @APIResponseSchema(value = TeamView.class, responseDescription = "The team.")
    public Response read(@PathParam("team") String team, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(team), ifNoneMatch);
    }

    @PATCH
    @Path("/{team}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendTeam",
            summary = "Change a team, or switch it off",
            description = "A JSON Merge Patch; `members` and `managers` are replaced whole. No team is ever deleted:"
                    + " `{\"active\": false}` switches one off. It then takes no new COEs and actions, and what it"
                    + " still owes is chased as before. While it is the parent of active teams this is a 409. The"
                    + " handle never changes, and a parent that would make the ladder a loop is refused.")
    @APIResponseSchema(value = TeamView.class, responseDescription = "The team as it is now.")
    @APIResponse(responseCode = "409", description = "The team is the parent of active ones.")
    public Response amend(
            @PathParam("team") String team,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewTeam.class))) MergePatch patch) {
        return Answers.changed(
                service.amend(team, IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    /** A page of teams, as the documentation shows it. */
    @Schema(name = "TeamPage")
    record TeamPage(List<TeamView> items, String nextCursor, Long total) {}
}

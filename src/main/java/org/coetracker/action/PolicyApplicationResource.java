package org.coetracker.action;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Policies, applied to the actions that are owed already. */
@Authenticated
@Path("/api/v1/policies/{policy}/apply")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class PolicyApplicationResource {
    private final DueDateApplication application;
    private final Caller caller;

    PolicyApplicationResource(DueDateApplication application, Caller caller) {
        this.application = application;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "applyPolicy",
            summary = "Apply a policy to what is owed",
            description = "Gives each owed action whose due date a rule gave (`dueRule`) the date that `due-dates`"
                    + " gives now, counted from the day of its commitment. A date that a person chose stays. A new date"
                    + " lies in the future: one that has passed becomes the team's next working day, and nothing that is"
                    + " due sooner is put off to it. With `dryRun` it lists every date that would move, page by page, and"
                    + " moves nothing; else all move at once, with the `reason` in `dueDateChanges` and the history,"
                    + " without being counted in `reDateCount`, and the answer lists the first. To ask again moves nothing"
                    + " more. The other policies hold without it, `verification` for what is done from then on: a 409."
                    + " So is a policy that is changed meanwhile: the problem says how many dates have moved, and to ask"
                    + " again goes on from there.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the dates that move.",
            content = @Content(schema = @Schema(implementation = MovedDatePage.class)))
    @APIResponse(responseCode = "409", description = "The policy gives no dates, or was changed meanwhile.")
    public Response apply(@PathParam("policy") String policy, @BeanParam PlainPageQuery page, ApplyPolicy command) {
        return Answers.json(200, application.apply(policy, CommandBody.required(command), page, caller.actor()))
                .build();
    }

    /** A page of moved dates, as the documentation shows it. */
    @Schema(name = "MovedDatePage")
    record MovedDatePage(List<MovedDate> items, String nextCursor, Long total) {}
}

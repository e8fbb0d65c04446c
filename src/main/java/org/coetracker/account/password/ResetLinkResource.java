package org.coetracker.account.password;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.account.session.Origin;
import org.coetracker.shared.http.Answers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links that reset a password. */
@Path("/api/v1/people/{person}/password-reset")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Sign-in and tokens")
public class ResetLinkResource {
    private final PasswordService service;
    private final Caller caller;
    private final RoutingContext request;

    ResetLinkResource(PasswordService service, Caller caller, RoutingContext request) {
        this.service = service;
        this.caller = caller;
        this.request = request;
    }

    @POST
    @Operation(
            operationId = "resetPassword",
            summary = "Make a link that sets a password",
            description =
                    "By an administrator, for somebody who has forgotten theirs or never had one. The answer alone"
                            + " holds the link, to be given to the person by a way that shows that it is them. It is good once,"
                            + " for 24 hours, and takes the place of one that was made before; until it is used nothing ends.")
    @APIResponse(
            responseCode = "200",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = ResetLink.class)))
    @APIResponse(responseCode = "409", description = "The person is switched off.")
    public Response make(@PathParam("person") String person) {
        ResetLink reset = service.makeReset(person, caller.actor()).at(Origin.own(request));
        return Answers.json(200, reset).header("Cache-Control", "no-store").build();
    }
}

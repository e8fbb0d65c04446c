package org.coetracker.account.password;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.account.Client;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's own password. */
@Path("/api/v1/people/{person}/password")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Sign-in and tokens")
public class PasswordResource {
    private final PasswordService service;
    private final Rules rules;
    private final Caller caller;
    private final RoutingContext request;

    PasswordResource(PasswordService service, Rules rules, Caller caller, RoutingContext request) {
        this.service = service;
        this.rules = rules;
        this.caller = caller;
        this.request = request;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changePassword",
            summary = "Change one's own password",
            description =
                    "By its owner alone, with the password until now; their other sessions are over, and their API tokens"
                            + " stay good. A password has"
                            + " 12 to 128 characters of any kind, is not among those that are guessed first, and does not just"
                            + " say whose it is. Wrong current passwords are slowed down as at sign-in, by a 429.")
    @APIResponse(responseCode = "204", description = "The password is changed.")
    @APIResponse(responseCode = "409", description = "The person has no password here.")
    public Response change(@PathParam("person") String person, NewPassword command) {
        Violations violations = new Violations();
        rules.check(CommandBody.required(command), violations);
        violations.orElseThrow(ErrorCode.INVALID);
        service.change(person, command, caller.actor(), Client.of(request));
        return Response.noContent().build();
    }
}

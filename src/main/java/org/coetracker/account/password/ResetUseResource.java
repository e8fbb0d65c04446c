package org.coetracker.account.password;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.account.Client;
import org.coetracker.account.session.NeedsNoSession;
import org.coetracker.account.session.Origin;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where links that set a password are used. */
@Path("/api/v1/password-resets")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Sign-in and tokens")
public class ResetUseResource {
    private final PasswordService service;
    private final Rules rules;
    private final RoutingContext request;

    ResetUseResource(PasswordService service, Rules rules, RoutingContext request) {
        this.service = service;
        this.rules = rules;
        this.request = request;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @NeedsNoSession
    @Operation(
            operationId = "usePasswordReset",
            summary = "Set a password by a link",
            description =
                    "With the `token` of a link that an administrator made. All sessions of the person are over, and"
                            + " their API tokens are revoked: whoever had the old password may have made some. A password that"
                            + " is refused leaves the link good.")
    @APIResponse(responseCode = "204", description = "The password is set; sign in by it.")
    public Response use(ResetUse command) {
        Origin.refuseOther(request);
        Violations violations = new Violations();
        rules.check(CommandBody.required(command), violations);
        violations.orElseThrow(ErrorCode.INVALID);
        service.useReset(command, Client.of(request));
        return Response.noContent().build();
    }
}

package org.coetracker.account.token;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's API tokens. */
@Path("/api/v1/people/{person}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Sign-in and tokens")
public class TokenResource {
    private final TokenService tokens;
    private final Caller caller;

    TokenResource(TokenService tokens, Caller caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createToken",
            summary = "Make an API token",
            description = "By the person or an administrator. The token acts as the person, within its scopes, each of"
                    + " which includes those before it: `reports`, `read`, `write`, `admin`. The answer alone holds"
                    + " the secret, as `token`; it is kept nowhere, which is also why an `Idempotency-Key` is not"
                    + " honoured here: when the answer is lost, revoke the token and make another. Where API tokens"
                    + " are switched off (`COE_TOKEN_ENABLED=false`), none is made: a 409.")
    @APIResponse(
            responseCode = "201",
            description = "The token with its secret.",
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The person has as many tokens as anybody may have, or tokens are switched off.")
    public Response create(@PathParam("person") String person, NewToken command) {
        TokenView issued = tokens.issue(person, CommandBody.required(command), caller.actor());
        return Answers.json(201, issued)
                .header("Location", "/api/v1/people/" + person + "/tokens/" + issued.id())
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Operation(
            operationId = "listTokens",
            summary = "List a person's API tokens",
            description = "By the person or an administrator: those that are not revoked, oldest first unless asked"
                    + " otherwise, without their secrets.")
    @APIResponse(
            responseCode = "200",
            description = "One page of tokens.",
            content = @Content(schema = @Schema(implementation = TokenPage.class)))
    public Response list(
            @PathParam("person") String person,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(tokens.page(person, page, caller.actor()), request, ifNoneMatch);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke an API token",
            description = "At once on this node, within a second on all. There is nothing to read that could be stale,"
                    + " so `If-Match` is not needed.")
    @APIResponse(responseCode = "204", description = "The token is not taken any more.")
    public Response revoke(@PathParam("person") String person, @PathParam("id") String id) {
        tokens.revoke(person, id, caller.actor());
        return Response.noContent().build();
    }

    /** A page of tokens, as the documentation shows it. */
    @Schema(name = "TokenPage")
    record TokenPage(List<TokenView> items, String nextCursor, Long total) {}
}

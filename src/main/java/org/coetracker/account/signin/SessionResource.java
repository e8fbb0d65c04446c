package org.coetracker.account.signin;

import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.account.Client;
import org.coetracker.account.password.SignIn;
import org.coetracker.account.password.SignInService;
import org.coetracker.account.session.NeedsNoSession;
import org.coetracker.account.session.Origin;
import org.coetracker.account.session.SessionCookie;
import org.coetracker.account.session.SessionService;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The session of whoever is signed in in a browser. */
@Path("/api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Sign-in and tokens")
public class SessionResource {
    private static final String SET_COOKIE = "Set-Cookie";

    private final SignInService signIns;
    private final SessionService sessions;
    private final Rules rules;
    private final RoutingContext request;

    SessionResource(SignInService signIns, SessionService sessions, Rules rules, RoutingContext request) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.rules = rules;
        this.request = request;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @NeedsNoSession
    @Operation(
            operationId = "signIn",
            summary = "Sign in by a password",
            description =
                    "With a handle or an e-mail address. The session is a cookie that no script can read; requests"
                            + " that change something have to come from a page of this service, which a browser says by"
                            + " `Sec-Fetch-Site` or `Origin`. Scripts use an API token instead. A wrong password is a 401 that"
                            + " does not say what was wrong; after five, each further one from the same network has to wait"
                            + " twice as long, up to a quarter of an hour: until then it is a 429, and nothing is tried. When"
                            + " `passwordMustChange` is true, the session is good for choosing another password, and nothing else.")
    @APIResponse(
            responseCode = "201",
            description = "The session that has begun.",
            headers =
                    @Header(
                            name = SET_COOKIE,
                            required = true,
                            description = "The session's secret, as `coe_session`, or `__Host-coe_session` over https.",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)),
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response signIn(SignIn command) {
        Origin.refuseOther(request);
        Violations violations = new Violations();
        rules.check(CommandBody.required(command), violations);
        violations.orElseThrow(ErrorCode.INVALID);
        SessionService.Begun begun =
                signIns.signIn(command, SessionCookie.of(request).orElse(null), Client.of(request));
        return Answers.json(201, SessionView.of(begun.session()))
                .header("Location", "/api/v1/session")
                .header(SET_COOKIE, SessionCookie.set(request, begun.secret()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "readSession",
            summary = "Read the session",
            description =
                    "Whose the session of the cookie is, and until when. Without an open session it is a 401, also"
                            + " with an API token: that has no session.")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response read() {
        SessionView session = SessionCookie.of(request)
                .flatMap(sessions::of)
                .map(SessionView::of)
                .orElseThrow(UnauthorizedException::new);
        return Answers.json(200, session).header("Cache-Control", "no-store").build();
    }

    @DELETE
    @PermitAll
    @Operation(
            operationId = "signOut",
            summary = "Sign out",
            description = "Ends the session of the cookie at once on this node, within a second on all, and takes the"
                    + " cookie away. Without a session there is nothing to do, and that is a 204 too.")
    @APIResponse(
            responseCode = "204",
            description = "Nobody is signed in here any more.",
            headers =
                    @Header(
                            name = SET_COOKIE,
                            required = true,
                            description = "Takes the cookie away.",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)))
    public Response signOut() {
        SessionCookie.of(request).ifPresent(secret -> sessions.end(secret, Client.of(request)));
        return Response.noContent()
                .header(SET_COOKIE, SessionCookie.clear(request))
                .build();
    }
}

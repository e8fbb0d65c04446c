package org.coetracker.quality;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the quality gate says about a COE, and what of it is waived. */
@Authenticated
@Path("/api/v1/coes/{coe}/quality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class QualityResource {
    private final QualityService service;
    private final Caller caller;

    QualityResource(QualityService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "readQuality",
            summary = "Read what the quality gate says",
            description =
                    "What the rules find in the record as it is now, blockers first; `docs/quality-rules.md` has"
                            + " each rule with examples. A COE with a blocker left cannot be submitted. The same record,"
                            + " policy, template, lists of words and people give the same findings. Levels and thresholds are the policy `quality`.")
    @APIResponseSchema(value = QualityView.class, responseDescription = "The findings.")
    public Response read(@PathParam("coe") String coe, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(
                JsonText.bytes(service.of(CoeRef.parse(coe), caller.actor())), MediaType.APPLICATION_JSON, ifNoneMatch);
    }

    @POST
    @Path("/waivers")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "waiveQualityRule",
            summary = "Waive a rule for one COE",
            description = "With a reason, by whoever may approve the COE, so not by its authors. What the rule finds is"
                    + " still shown, and does not block. It is in the history of the COE.")
    @APIResponse(
            responseCode = "201",
            description = "The rule is waived.",
            content = @Content(schema = @Schema(implementation = Waiver.class)))
    @APIResponse(responseCode = "409", description = "The rule is waived already, or the COE is closed or withdrawn.")
    public Response waive(@PathParam("coe") String coe, NewWaiver command) {
        CoeRef ref = CoeRef.parse(coe);
        Waiver waiver = service.waive(ref, CommandBody.required(command), caller.actor());
        return Answers.json(201, waiver)
                .header("Location", "/api/v1/coes/" + ref.text() + "/quality")
                .build();
    }

    @DELETE
    @Path("/waivers/{rule}")
    @Operation(
            operationId = "withdrawWaiver",
            summary = "Take a waiver back",
            description = "By whoever could give it. The rule counts again from then on; a COE that was submitted stays"
                    + " so. A waiver has no version, so `If-Match` is not needed.")
    @APIResponse(responseCode = "204", description = "The rule is not waived any more.")
    @APIResponse(responseCode = "409", description = "The COE is closed or withdrawn.")
    public Response takeBack(
            @PathParam("coe") String coe,
            @Parameter(description = "Id of the rule, such as `five-whys-depth`.") @PathParam("rule") String rule) {
        service.takeBack(CoeRef.parse(coe), rule, caller.actor());
        return Response.noContent().build();
    }
}

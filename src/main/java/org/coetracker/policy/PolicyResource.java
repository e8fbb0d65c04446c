package org.coetracker.policy;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules by which actions are due, reminded of, escalated and verified, and COEs are late or good enough. */
@Authenticated
@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class PolicyResource {
    private final PolicyService service;
    private final Caller caller;

    PolicyResource(PolicyService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listPolicies",
            summary = "List the policies",
            description = "All that there are, by name: `deadlines`, `due-dates`, `escalation`, `quality`,"
                    + " `reminders`, `verification`. Each is there from the first start, with its defaults.")
    @APIResponse(
            responseCode = "200",
            description = "One page of policies.",
            content = @Content(schema = @Schema(implementation = PolicyPage.class)))
    public Response list(
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(page), request, ifNoneMatch);
    }

    @GET
    @Path("/{policy}")
    @Operation(
            operationId = "readPolicy",
            summary = "Read a policy",
            description = "As it is now. What it was at each version is in the audit trail.")
    @APIResponseSchema(value = PolicyView.class, responseDescription = "The policy.")
    public Response read(@PathParam("policy") String policy, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(policy), ifNoneMatch);
    }

    @PATCH
    @Path("/{policy}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendPolicy",
            summary = "Change a policy",
            description = "A JSON Merge Patch, by administrators. The members that the policy has are all that it"
                    + " takes. It holds for what is decided from then on: a due date that it gave before stays, with"
                    + " the rule that gave it, until somebody applies the policy. A `reason` may be sent along; it is"
                    + " kept in the audit trail.")
    @APIResponseSchema(value = PolicyView.class, responseDescription = "The policy as it is now.")
    public Response amend(
            @PathParam("policy") String policy,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewPolicy.class))) MergePatch patch) {
        return Answers.changed(
                service.amend(policy, IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    /** A page of policies, as the documentation shows it. */
    @Schema(name = "PolicyPage")
    record PolicyPage(List<PolicyView> items, String nextCursor) {}
}

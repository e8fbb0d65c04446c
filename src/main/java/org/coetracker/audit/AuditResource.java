package org.coetracker.audit;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail, for administrators. */
@Authenticated
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {
    private final AuditTrail trail;
    private final AuditVerifier verifier;

    AuditResource(AuditTrail trail, AuditVerifier verifier) {
        this.trail = trail;
        this.verifier = verifier;
    }

    @GET
    @Operation(
            operationId = "listAuditEvents",
            summary = "List what was done, by whom and by what credential",
            description = "Every change of anything, newest first, with before and after as a JSON Patch (RFC 6902):"
                    + " `test` operations say what was there before.")
    @APIResponse(
            responseCode = "200",
            description = "One page of audit events.",
            content = @Content(schema = @Schema(implementation = AuditEventPage.class)))
    public Response list(
            @BeanParam AuditFilters filters,
            @BeanParam AuditPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(trail.page(filters, page), request, ifNoneMatch);
    }

    @GET
    @Path("/verification")
    @Operation(
            operationId = "verifyAudit",
            summary = "Check that nobody changed the audit trail",
            description = "Computes the chain of hashes anew and names the first broken link. What the database alone"
                    + " cannot show is that the end was cut off, or all of it written anew: keep the `head` of an"
                    + " answer (the log has it too) elsewhere, and give it as `sequence` and `hash` later. Takes some"
                    + " seconds for a hundred thousand events.")
    @APIResponseSchema(value = AuditVerification.class, responseDescription = "What the check found.")
    public Response verify(
            @Parameter(
                            description = "The number of a link that the chain is known to have had.",
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
                    @QueryParam("sequence")
                    String sequence,
            @Parameter(
                            description = "The hash of that link.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "^[0-9a-fA-F]{64}$"))
                    @QueryParam("hash")
                    String hash,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        AuditVerification found = verifier.verify(sequence, hash);
        return Answers.figures(
                JsonText.bytes(found),
                JsonText.bytes(found.timeless()),
                MediaType.APPLICATION_JSON,
                null,
                ifNoneMatch,
                request);
    }

    /** A page of the audit trail, as the documentation shows it. */
    @Schema(name = "AuditEventPage")
    record AuditEventPage(List<AuditEvent> items, String nextCursor) {}
}

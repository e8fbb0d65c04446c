package org.coetracker.template;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.coe.Kind;
import org.coetracker.policy.Severity;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Templates of COEs. */
@Authenticated
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class TemplateResource {
    private static final String PATH = "/api/v1/templates/";

    private final TemplateService service;
    private final Caller caller;

    TemplateResource(TemplateService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "createTemplate",
            summary = "Make a template",
            description = "By administrators. A name that a deleted one had is taken up again, with the next version.")
    @APIResponse(
            responseCode = "201",
            description = "The template.",
            content = @Content(schema = @Schema(implementation = TemplateView.class)))
    @APIResponse(responseCode = "409", description = "The name is taken, or there are 200 templates already.")
    public Response make(NewTemplate command) {
        TemplateView made = service.make(CommandBody.required(command), caller.actor());
        return Answers.created(made, PATH + made.name());
    }

    @GET
    @Operation(
            operationId = "listTemplates",
            summary = "List the templates",
            description = "Those that are for COEs of a kind and severity, the most fitting first: what is for one kind"
                    + " before what is for any, what is for few severities before what is for more. The first is what a"
                    + " COE begins with that names no template.")
    @APIResponse(
            responseCode = "200",
            description = "One page of templates.",
            content = @Content(schema = @Schema(implementation = TemplatePage.class)))
    public Response list(
            @Parameter(
                            description = "Only those for COEs of this kind, or of any.",
                            schema = @Schema(implementation = Kind.class))
                    @QueryParam("kind")
                    String kind,
            @Parameter(
                            description = "Only those for COEs of this severity, or of any.",
                            schema = @Schema(implementation = Severity.class))
                    @QueryParam("severity")
                    String severity,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        Violations violations = new Violations();
        Kind ofKind = one("kind", kind, Kind.class, violations);
        Severity ofSeverity = one("severity", severity, Severity.class, violations);
        Parameters.text("cursor", page.cursor(), violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        return Answers.page(service.page(ofKind, ofSeverity, page.readLimit(), page.cursor()), request, ifNoneMatch);
    }

    private static <E extends Enum<E>> E one(String name, String value, Class<E> type, Violations violations) {
        return Parameters.anyOf(name, value == null ? null : List.of(value), type, violations).stream()
                .findFirst()
                .orElse(null);
    }

    @GET
    @Path("/{template}")
    @Operation(
            operationId = "readTemplate",
            summary = "Read a template",
            description =
                    "Clients show its prompts beside the questions; they are no answers, and never stored in a COE."
                            + " A deleted one can still be read: COEs name it.")
    @APIResponseSchema(value = TemplateView.class, responseDescription = "The template.")
    public Response read(@PathParam("template") String template, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(template), ifNoneMatch);
    }

    @PATCH
    @Path("/{template}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendTemplate",
            summary = "Change a template",
            description =
                    "A JSON Merge Patch, by administrators. What it requires holds at once for all COEs that began"
                            + " with it and are still to be submitted.")
    @APIResponseSchema(value = TemplateView.class, responseDescription = "The template as it is now.")
    @APIResponse(responseCode = "409", description = "The template is deleted.")
    public Response amend(
            @PathParam("template") String template,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewTemplate.class))) MergePatch patch) {
        return Answers.changed(
                service.amend(template, IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    @DELETE
    @Path("/{template}")
    @Operation(
            operationId = "deleteTemplate",
            summary = "Delete a template",
            description =
                    "By administrators. No COE begins with it any more; those that did keep it, it can be read, and"
                            + " what it requires still holds for them.")
    @APIResponse(responseCode = "204", description = "The template is offered no longer.")
    @APIResponse(responseCode = "409", description = "The template is deleted already.")
    public Response delete(@PathParam("template") String template, @HeaderParam("If-Match") String ifMatch) {
        service.delete(template, IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    /** A page of templates, as the documentation shows it. */
    @Schema(name = "TemplatePage")
    record TemplatePage(List<TemplateView> items, String nextCursor) {}
}

package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.http.Negotiation;
import org.coetracker.shared.http.Preferences;
import org.coetracker.shared.json.BodyForm;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The record. */
@Authenticated
@Path("/api/v1/coes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class CoeResource {
    static final String PATH = "/api/v1/coes/";

    private static final String MARKDOWN = "text/markdown";
    private static final String PDF = "application/pdf";
    private static final String FINDINGS = "quality=findings";

    private final CoeService service;
    private final CoeAmendments amendments;
    private final CoeList list;
    private final Caller caller;
    private final Instance<CoeForm> forms;
    private final RoutingContext request;

    CoeResource(
            CoeService service,
            CoeAmendments amendments,
            CoeList list,
            Caller caller,
            Instance<CoeForm> forms,
            RoutingContext request) {
        this.request = request;
        this.service = service;
        this.amendments = amendments;
        this.list = list;
        this.caller = caller;
        this.forms = forms;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MARKDOWN})
    @Idempotent
    @Suggesting
    @Operation(
            operationId = "fileCoe",
            summary = "File a COE",
            description = "`title`, `severity` and `team` are enough to start; a whole record with its actions can be"
                    + " filed at once. It begins as a draft. With `Prefer: similar` the answer names up to five earlier"
                    + " COEs that are like it, and asks whether an action of one of them would have prevented this. A whole"
                    + " document in Markdown is taken too, in the form in which it can be read: docs/markdown.md says"
                    + " how; what is wrong with it names its `line`. A `verified` action comes in as `done`, and `id`,"
                    + " `ref`, `version`, `status` and the like are the new record's own.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NewCoe.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "201",
            description = "The COE as it was filed.",
            content = @Content(schema = @Schema(implementation = FiledCoe.class)))
    public Response file(
            @Parameter(
                            description = "`similar`: earlier COEs that are like it, in the answer (RFC 7240).",
                            example = Suggestions.PREFERENCE)
                    @HeaderParam("Prefer")
                    List<String> prefer,
            NewCoe command) {
        NewCoe required = CommandBody.required(command);
        CoeView filed = Boolean.TRUE.equals(request.get(BodyForm.IS_WHOLE))
                ? service.fileWhole(required, caller.actor())
                : service.file(required, caller.actor());
        return Answers.created(filed, PATH + filed.ref());
    }

    @GET
    @Operation(
            operationId = "listCoes",
            summary = "List COEs",
            description = "Without the answers to the questions, with counts of the actions; newest first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of COEs.",
            content = @Content(schema = @Schema(implementation = CoePage.class)))
    public Response list(
            @BeanParam CoeFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(list.page(filters, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{coe}")
    @Operation(
            operationId = "readCoe",
            summary = "Read a COE with its actions",
            description = "The whole record: the answers to all seven questions, and its corrective actions. `Accept:"
                    + " text/markdown` gives it as a document to read and edit, which `POST /coes` takes back without"
                    + " loss; `Accept: application/pdf` gives it for print. Each form has an ETag of its own.")
    @APIResponse(
            responseCode = "200",
            description = "The COE.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CoeView.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN, PDF})
    public Response read(
            @PathParam("coe") String coe,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context HttpHeaders headers) {
        Map<MediaType, CoeForm> others = new LinkedHashMap<>();
        forms.stream()
                .sorted(Comparator.comparing(CoeForm::extension))
                .forEach(form -> others.put(form.mediaType(), form));
        List<MediaType> offered = new ArrayList<>(List.of(MediaType.APPLICATION_JSON_TYPE));
        offered.addAll(others.keySet());
        MediaType type =
                Negotiation.best(headers.getAcceptableMediaTypes(), offered).orElseThrow(NotAcceptableException::new);
        CoeView view = service.read(CoeRef.parse(coe), caller.actor());
        CoeForm form = others.get(type);
        if (form == null) {
            return Answers.oneOfForms(view, ifNoneMatch);
        }
        CoeForm.Sheet sheet = form.of(view);
        return Answers.form(
                view,
                sheet.meaning(),
                sheet::write,
                type.getType().equals("text") ? type.withCharset("UTF-8") : type,
                view.ref() + "." + form.extension(),
                ifNoneMatch);
    }

    @PATCH
    @Path("/{coe}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendCoe",
            summary = "Change what a COE says",
            description = "A JSON Merge Patch. Once approved, a change is an amendment: it needs a `reason`, a member"
                    + " that is sent along and kept in the history, not in the record. Actions are changed at"
                    + " `/actions/{action}`; members that the service keeps may be sent as they were read. With"
                    + " `Prefer: quality=findings` (RFC 7240) the answer has what the quality gate says as a further"
                    + " member, `quality`, and `Preference-Applied` says so. An `If-Match` with the ETag of an older version is"
                    + " good when nothing that the patch names was changed since: two people who answer two questions"
                    + " at the same time lose nothing. Else the 412 says in `changedSince` what was changed, by whom"
                    + " and when. `kind`, `severity`, `confidentiality`, `team`, `owner`, `reviewers`, `reviewTeams`, `visibleTo` and"
                    + " `template` are changed by who has read the current version.")
    @APIResponseSchema(value = AmendedCoe.class, responseDescription = "The COE as it is now.")
    @APIResponse(responseCode = "409", description = "The COE is withdrawn.")
    public Response amend(
            @PathParam("coe") String coe,
            @HeaderParam("If-Match") String ifMatch,
            @Parameter(
                            description = "`quality=findings`: what the quality gate says, in the answer (RFC 7240).",
                            example = FINDINGS)
                    @HeaderParam("Prefer")
                    List<String> prefer,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewCoe.class))) MergePatch patch) {
        CoeRef ref = CoeRef.parse(coe);
        IfMatch expected = IfMatch.required(ifMatch);
        MergePatch required = CommandBody.required(patch);
        var operation = org.coetracker.access.Operation.AMEND_COE;
        if (!Preferences.contain(prefer, FINDINGS)) {
            return Answers.changed(amendments.amend(ref, expected, operation, record -> required, caller.actor()));
        }
        CoeAmendments.Judged judged =
                amendments.amendAndJudge(ref, expected, operation, record -> required, caller.actor());
        return Answers.changed(judged.coe(), "quality", judged.quality())
                .header(Preferences.APPLIED, FINDINGS)
                .build();
    }

    @DELETE
    @Path("/{coe}")
    @Operation(
            operationId = "deleteCoe",
            summary = "Delete a draft",
            description =
                    "Only a draft can be deleted, its actions with it; everything else is withdrawn, never erased.")
    @APIResponse(responseCode = "204", description = "The draft is gone.")
    public Response delete(@PathParam("coe") String coe, @HeaderParam("If-Match") String ifMatch) {
        service.delete(CoeRef.parse(coe), IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    /** A changed COE, as the documentation shows it. */
    @Schema(name = "AmendedCoe")
    record AmendedCoe(
            @JsonUnwrapped CoeView coe,
            @Schema(ref = "Quality") Object quality) {}

    /** A page of COEs, as the documentation shows it. */
    @Schema(name = "CoePage")
    record CoePage(List<CoeSummary> items, String nextCursor, Long total) {}
}

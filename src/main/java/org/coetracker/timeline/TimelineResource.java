package org.coetracker.timeline;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.http.Preferences;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Entries of a timeline, many at once. */
@Authenticated
@Path("/api/v1/coes/{coe}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class TimelineResource {
    private static final String CSV = "text/csv";
    private static final MediaType CSV_TYPE = new MediaType("text", "csv");
    private static final String FINDINGS = "quality=findings";

    private final TimelineService service;
    private final Caller caller;

    TimelineResource(TimelineService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes({CSV, MediaType.TEXT_PLAIN})
    @Idempotent
    @Operation(
            operationId = "importTimeline",
            summary = "Add pasted lines or CSV to a timeline",
            description = "`text/csv`: a header with `at`, `text` and, if there are any, `kind` and `evidence` (ids,"
                    + " separated by blanks); commas, semicolons or tabs. `text/plain`: lines of a chat, a log or a"
                    + " document, each beginning with a time; an indented line goes on with the one before, a line with"
                    + " a day alone is a heading. Times may be written in many ways, with or without a zone;"
                    + " `docs/authoring.md` has all of them. What could be meant in two ways gets a remark, what"
                    + " cannot be understood is a 422 with the pointers `/lines/<number>` of all such lines, and"
                    + " nothing is added. Each entry is put behind those that are no later; what is there already is"
                    + " left out. It is one change of the record, as a PATCH of `whatHappened` is: with `If-Match`,"
                    + " which a dry run does not need, though it refuses all that the import would, and a `reason` once approved. The `ETag` of the answer is that of"
                    + " the COE.")
    @APIResponse(
            responseCode = "200",
            description = "What was understood, and what of it is new.",
            content = @Content(schema = @Schema(implementation = TimelineImport.class)))
    @APIResponse(responseCode = "409", description = "The COE is withdrawn.")
    public Response add(
            @PathParam("coe") String ref,
            @BeanParam TimelineQuery query,
            @HeaderParam("If-Match") String ifMatch,
            @Parameter(
                            description =
                                    "`quality=findings`: what the quality gate says then, in the answer (RFC 7240).",
                            example = FINDINGS)
                    @HeaderParam("Prefer")
                    List<String> prefer,
            @Context HttpHeaders headers,
            @RequestBody(
                            content = {
                                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
                            })
                    byte[] body) {
        CoeRef coe = CoeRef.parse(ref);
        TimelineQuery.Told told = query.read();
        IfMatch expected = told.dryRun() && ifMatch == null ? IfMatch.any() : IfMatch.required(ifMatch);
        if (headers.getMediaType() == null) {
            throw new NotSupportedException();
        }
        boolean csv = headers.getMediaType().isCompatible(CSV_TYPE);
        TimelineService.Text lines = TimelineService.read(text(body, headers), csv, told.moments());
        boolean judged = !told.dryRun() && Preferences.contain(prefer, FINDINGS);
        TimelineService.Imported imported = told.dryRun()
                ? service.preview(coe, expected, lines, told.reason(), caller.actor())
                : service.add(coe, expected, lines, told.reason(), judged, caller.actor());
        TimelineImport view = TimelineImport.of(
                imported.coe().ref(), imported.coe().version(), told.dryRun(), imported.lines(), imported.quality());
        ResponseBuilder answer = Answers.json(200, view).header("ETag", Answers.tagOf(imported.coe()));
        return (judged ? answer.header(Preferences.APPLIED, FINDINGS) : answer).build();
    }

    private static String text(byte[] body, HttpHeaders headers) {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        if (body == null || body.length == 0) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED, "The body is empty; send the lines to add, as CSV or as plain text.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of(ErrorCode.MALFORMED, "The body is not UTF-8.");
        }
    }
}

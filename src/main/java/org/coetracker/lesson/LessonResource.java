package org.coetracker.lesson;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.history.Exports;
import org.coetracker.search.SearchTerms;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Negotiation;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was learned, across COEs. */
@Authenticated
@Path("/api/v1/lessons")
@Tag(name = "Lessons")
public class LessonResource {
    private static final String CSV = "text/csv";
    private static final String MARKDOWN = "text/markdown";
    private static final MediaType CSV_TYPE = MediaType.valueOf(CSV);
    private static final MediaType MARKDOWN_TYPE = MediaType.valueOf(MARKDOWN);

    private final LessonService service;
    private final Exports exports;
    private final Caller caller;

    LessonResource(LessonService service, Exports exports, Caller caller) {
        this.service = service;
        this.exports = exports;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listLessons",
            summary = "Search lessons across COEs",
            description = "The best first when `q` says what to look for, as in `/search`; else the newest. Those of"
                    + " withdrawn COEs are left out.")
    @APIResponse(
            responseCode = "200",
            description = "One page of lessons.",
            content = @Content(schema = @Schema(implementation = LessonPage.class)))
    public Response list(
            @Parameter(
                            description = "Words that the lesson or its question has; `\"phrases\"`, `-without`, `or`.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = 1,
                                            maxLength = SearchTerms.MAX_LENGTH))
                    @QueryParam("q")
                    String q,
            @BeanParam LessonFilters filters,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.list(q, filters, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/checklist")
    @Produces({MediaType.APPLICATION_JSON, CSV, MARKDOWN})
    @Operation(
            operationId = "readChecklist",
            summary = "Read the questions of lessons as a readiness checklist",
            description = "What others can ask themselves before it happens to them: the `checklistQuestion` of each"
                    + " lesson that has one. JSON, CSV or Markdown, by `Accept`; page by page, as any list.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the checklist.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChecklistPage.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING))
            })
    public Response checklist(
            @Parameter(
                            description = "Words that the lesson or its question has; `\"phrases\"`, `-without`, `or`.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = 1,
                                            maxLength = SearchTerms.MAX_LENGTH))
                    @QueryParam("q")
                    String q,
            @BeanParam LessonFilters filters,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context HttpHeaders headers,
            @Context UriInfo request) {
        String type = Negotiation.jsonOr(headers, CSV_TYPE, MARKDOWN_TYPE).toString();
        Page<ChecklistQuestion> found = service.checklist(q, filters, page, caller.actor());
        byte[] body = switch (type) {
            case CSV -> ChecklistText.csv(found.items());
            case MARKDOWN -> ChecklistText.markdown(found.items());
            default -> JsonText.bytes(found);
        };
        String named = type.startsWith("text/") ? type + ";charset=UTF-8" : type;
        Response answer = Answers.figures(body, body, named, found.nextCursor(), ifNoneMatch, request);
        if (type.startsWith("text/") && answer.getStatus() == Response.Status.OK.getStatusCode()) {
            exports.record(
                    caller.actor(),
                    "checklist",
                    type.substring("text/".length()),
                    null,
                    found.items().size());
        }
        return answer;
    }

    /** A page of lessons, as the documentation shows it. */
    @Schema(name = "LessonPage")
    record LessonPage(List<LessonView> items, String nextCursor) {}

    /** A page of the checklist, as the documentation shows it. */
    @Schema(name = "ChecklistPage")
    record ChecklistPage(List<ChecklistQuestion> items, String nextCursor) {}
}

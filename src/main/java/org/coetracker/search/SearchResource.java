package org.coetracker.search;

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
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Search over everything in COEs. */
@Authenticated
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public class SearchResource {
    private final SearchService service;
    private final Caller caller;

    SearchResource(SearchService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "search",
            summary = "Search everything in COEs",
            description =
                    "Titles, summaries, all answers, services, tags, regions, actions, the refs of related items and"
                            + " the beginnings of the newest comments, the best hits first. All words have to be there, in any form (`restored` finds \"restore\"), the last one may still be going"
                            + " on; `\"a phrase\"`, `-without`, `this or that`. A ref such as `COE-42-A3` finds what it names."
                            + " When hardly anything has the words as they are spelt, words that resemble them count too, and"
                            + " `tolerant` is true.")
    @APIResponse(
            responseCode = "200",
            description = "One page of what was found.",
            content = @Content(schema = @Schema(implementation = SearchPage.class)))
    public Response search(
            @Parameter(
                            description = "What to look for, in at most 1,000 characters.",
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = 1,
                                            maxLength = SearchTerms.MAX_LENGTH))
                    @QueryParam("q")
                    String q,
            @BeanParam SearchFilters filters,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        SearchPage found = service.search(q, filters, page, caller.actor());
        byte[] body = JsonText.bytes(found);
        return Answers.figures(body, body, MediaType.APPLICATION_JSON, found.nextCursor(), ifNoneMatch, request);
    }
}

package org.coetracker.search;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.SimilarCoe;
import org.coetracker.coe.SimilarCoes;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Earlier COEs that are like one of them. */
@Authenticated
@Path("/api/v1/coes/{coe}/similar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "COEs")
public class SimilarCoesResource {
    private final SimilarCoes similar;
    private final Caller caller;

    SimilarCoesResource(SimilarCoes similar, Caller caller) {
        this.similar = similar;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listSimilarCoes",
            summary = "List earlier COEs like this one",
            description =
                    "Those filed before it that share words of its title, services, tags and causes, the most"
                            + " similar first, at most twenty; withdrawn ones are left out. `sharedTerms` says why each is there.")
    @APIResponse(
            responseCode = "200",
            description = "The earlier COEs.",
            content = @Content(schema = @Schema(implementation = SimilarCoeList.class)))
    public Response list(@PathParam("coe") String coe, @HeaderParam("If-None-Match") String ifNoneMatch) {
        CoeRef ref = CoeRef.parse(coe);
        SimilarCoeList list = new SimilarCoeList(similar.similarTo(ref, SimilarCoes.MOST, caller.actor())
                .orElseThrow(() -> ProblemException.notFound("COE " + ref.text())));
        return Answers.content(JsonText.bytes(list), MediaType.APPLICATION_JSON, ifNoneMatch);
    }

    /** Earlier COEs like one of them. */
    @Schema(name = "SimilarCoeList")
    record SimilarCoeList(List<SimilarCoe> items) {}
}

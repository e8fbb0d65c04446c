package org.coetracker.cause;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Negotiation;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The causes of a COE as a graph. */
@Authenticated
@Path("/api/v1/coes/{coe}/causes")
@Tag(name = "COEs")
public class CauseResource {
    private static final String SVG = "image/svg+xml";
    private static final String MERMAID = "text/vnd.mermaid";
    private static final MediaType SVG_TYPE = MediaType.valueOf(SVG);
    private static final MediaType MERMAID_TYPE = MediaType.valueOf(MERMAID);

    private final CoeService coes;
    private final Caller caller;

    CauseResource(CoeService coes, Caller caller) {
        this.coes = coes;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SVG, MERMAID})
    @Operation(
            operationId = "readCauses",
            summary = "Read the causes of a COE as a graph",
            description = "With the why-chains, how deep they go, root causes without an action and actions without a"
                    + " cause. `Accept: image/svg+xml` gives a picture that stands alone; causes of one layer"
                    + " stand in one row, so that many make it wide. `Accept: text/vnd.mermaid` gives a Mermaid"
                    + " flowchart: of a very large graph as much as Mermaid shows, and how much is left out.")
    @APIResponse(
            responseCode = "200",
            description = "The graph.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CauseGraph.class)),
                @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MERMAID, schema = @Schema(type = SchemaType.STRING))
            })
    public Response read(
            @PathParam("coe") String coe,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context HttpHeaders headers) {
        MediaType form = Negotiation.jsonOr(headers, SVG_TYPE, MERMAID_TYPE);
        CoeView view = coes.read(CoeRef.parse(coe), caller.actor());
        CauseGraph graph = CauseGraph.of(
                view.ref(), JsonText.read(view.rootCause(), RootCause.class).causes(), view.correctiveActions());
        if (form.equals(SVG_TYPE)) {
            return text(SvgPicture.of(graph), SVG, ifNoneMatch);
        }
        return form.equals(MERMAID_TYPE)
                ? text(MermaidText.of(graph), MERMAID + ";charset=UTF-8", ifNoneMatch)
                : Answers.content(JsonText.bytes(graph), MediaType.APPLICATION_JSON, ifNoneMatch);
    }

    private static Response text(String text, String type, String ifNoneMatch) {
        return Answers.content(text.getBytes(StandardCharsets.UTF_8), type, ifNoneMatch);
    }
}

package org.coetracker.cause;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.shared.http.Answers;
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
        CoeView view = coes.read(CoeRef.parse(coe), caller.actor());
        CauseGraph graph = CauseGraph.of(
                view.ref(), JsonText.read(view.rootCause(), RootCause.class).causes(), view.correctiveActions());
        return switch (Form.preferred(headers.getAcceptableMediaTypes())) {
            case JSON -> Answers.content(JsonText.bytes(graph), MediaType.APPLICATION_JSON, ifNoneMatch);
            case PICTURE -> text(SvgPicture.of(graph), SVG, ifNoneMatch);
            case FLOWCHART -> text(MermaidText.of(graph), MERMAID + ";charset=UTF-8", ifNoneMatch);
        };
    }

    private static Response text(String text, String type, String ifNoneMatch) {
        return Answers.content(text.getBytes(StandardCharsets.UTF_8), type, ifNoneMatch);
    }

    /** The forms in which there is a graph. */
    private enum Form {
        JSON(MediaType.APPLICATION_JSON_TYPE),
        PICTURE(new MediaType("image", "svg+xml")),
        FLOWCHART(new MediaType("text", "vnd.mermaid"));

        private final MediaType type;

        Form(MediaType type) {
            this.type = type;
        }

        /**
         * The first that is taken; the list is in the order of preference.
         *
         * @throws NotAcceptableException when each form is refused, by a weight of 0 (RFC 9110, section 12.4.2)
         */
        static Form preferred(List<MediaType> accepted) {
            for (MediaType one : accepted) {
                for (Form form : values()) {
                    if (!isRefusal(one) && one.isCompatible(form.type) && !form.isRefused(accepted)) {
                        return form;
                    }
                }
            }
            throw new NotAcceptableException();
        }

        /** By its own name; what is refused by a wildcard is refused only when nothing else takes it. */
        private boolean isRefused(List<MediaType> accepted) {
            return accepted.stream()
                    .anyMatch(one -> isRefusal(one)
                            && one.getType().equalsIgnoreCase(type.getType())
                            && one.getSubtype().equalsIgnoreCase(type.getSubtype()));
        }

        private static boolean isRefusal(MediaType one) {
            String weight = one.getParameters().get("q");
            return weight != null && weight.matches("0(\\.0{0,3})?");
        }
    }
}

package org.coetracker.chart;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
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
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Negotiation;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tables as charts. */
@Authenticated
@Path("/api/v1/coes/{coe}/attachments/{id}/chart")
@Tag(name = "Attachments")
public class ChartResource {
    private static final String SVG = "image/svg+xml";

    private final ChartService service;
    private final Caller caller;

    ChartResource(ChartService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SVG})
    @Operation(
            operationId = "readChart",
            summary = "Read a table as a chart",
            description = "A CSV with a column of times, as series of its other columns with the incident's key times."
                    + " `Accept: image/svg+xml` gives a picture that stands alone. Of many values that lie close"
                    + " together the smallest and the largest are shown. `docs/attachments.md` says which times and"
                    + " numbers are read.")
    @APIResponse(
            responseCode = "200",
            description = "The chart.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ChartView.class)),
                @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "422", description = "The file is no table, or has nothing to draw.")
    public Response read(
            @PathParam("coe") String coe,
            @PathParam("id") String id,
            @BeanParam ChartQuery query,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        boolean picture =
                Negotiation.jsonOr(headers, MediaType.valueOf(SVG)).getSubtype().equals("svg+xml");
        ChartService.Inputs inputs = service.inputs(CoeRef.parse(coe), id, query.read(), caller.actor());
        String form = picture ? SVG : MediaType.APPLICATION_JSON;
        return Answers.content(
                () -> {
                    ChartView chart = service.of(inputs, request, caller.actor());
                    return picture ? SvgChart.of(chart).getBytes(StandardCharsets.UTF_8) : JsonText.bytes(chart);
                },
                form,
                inputs.tag(form),
                ifNoneMatch);
    }
}

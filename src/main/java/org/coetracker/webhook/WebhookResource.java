package org.coetracker.webhook;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Webhooks and what they were told. */
@Authenticated
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhookResource {
    private static final String PATH = "/api/v1/webhooks/";
    private static final String NO_STORE = "no-store";

    private final WebhookService service;
    private final DeliveryService deliveries;
    private final Caller caller;

    WebhookResource(WebhookService service, DeliveryService deliveries, Caller caller) {
        this.service = service;
        this.deliveries = deliveries;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Make a webhook",
            description =
                    "For a team by its managers and those above, for all teams (no `team`) by administrators. It"
                            + " tells what whoever makes it may see. Messages are signed by the Standard Webhooks specification;"
                            + " the answer alone holds the `secret`, which is why an `Idempotency-Key` is not honoured here. The"
                            + " URL is https and at a public address, unless the operator allows another (`COE_WEBHOOK_ALLOW`).")
    @APIResponse(
            responseCode = "201",
            description = "The webhook with its secret.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "409", description = "The caller has as many webhooks as anybody may have.")
    public Response create(NewWebhook command) {
        WebhookView made = service.make(CommandBody.required(command), caller.actor());
        Response answer = Answers.created(made, PATH + made.id());
        return Response.fromResponse(answer).header("Cache-Control", NO_STORE).build();
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List webhooks",
            description = "One's own; for administrators all. Oldest first unless asked otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "One page of webhooks.",
            content = @Content(schema = @Schema(implementation = WebhookPage.class)))
    public Response list(
            @BeanParam PageQuery page, @HeaderParam("If-None-Match") String ifNoneMatch, @Context UriInfo request) {
        return Answers.page(service.page(page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{webhook}")
    @Operation(operationId = "readWebhook", summary = "Read a webhook", description = "Without its secret.")
    @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook.")
    public Response read(@PathParam("webhook") String id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(id, caller.actor()), ifNoneMatch);
    }

    @PATCH
    @Path("/{webhook}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendWebhook",
            summary = "Change a webhook, or switch it off or on",
            description = "A JSON Merge Patch. Switched off, what it was still to be told is given up, and can be sent"
                    + " again by hand; what happens meanwhile it is not told.")
    @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook as it is now.")
    public Response amend(
            @PathParam("webhook") String id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewWebhook.class))) MergePatch patch) {
        return Answers.changed(
                service.amend(id, IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    @DELETE
    @Path("/{webhook}")
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook", description = "With all its deliveries.")
    @APIResponse(responseCode = "204", description = "The webhook is gone.")
    public Response delete(@PathParam("webhook") String id, @HeaderParam("If-Match") String ifMatch) {
        service.delete(id, IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    @POST
    @Path("/{webhook}/secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give a webhook another secret",
            description = "For 24 hours messages have two signatures, by the new secret and by the one before. A second"
                    + " rotation in that time ends the oldest. The answer alone holds the new `secret`.")
    @APIResponse(
            responseCode = "200",
            description = "The new secret.",
            content = @Content(schema = @Schema(implementation = WebhookSecret.class)))
    public Response rotate(@PathParam("webhook") String id, @HeaderParam("If-Match") String ifMatch) {
        WebhookSecret secret = service.rotate(id, IfMatch.required(ifMatch), caller.actor());
        return Answers.json(200, secret).header("Cache-Control", NO_STORE).build();
    }

    @POST
    @Path("/{webhook}/test")
    @Idempotent
    @Operation(
            operationId = "testWebhook",
            summary = "Try a webhook out",
            description = "Sends a message of the type `ping` within seconds; how it went is in the deliveries.")
    @APIResponse(
            responseCode = "202",
            description = "The delivery, which is yet to be sent.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "409", description = "The webhook is switched off.")
    public Response test(@PathParam("webhook") String id) {
        return Answers.json(202, deliveries.test(id, caller.actor())).build();
    }

    @GET
    @Path("/{webhook}/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what a webhook was told",
            description =
                    "Newest first unless asked otherwise. `state=dead` are those that were given up. What has ended"
                            + " is kept for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "One page of deliveries.",
            content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    public Response deliveries(
            @PathParam("webhook") String id,
            @BeanParam DeliveryFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(deliveries.page(id, filters, page, caller.actor()), request, ifNoneMatch);
    }

    @POST
    @Path("/{webhook}/deliveries/{delivery}/redeliver")
    @Idempotent
    @Operation(
            operationId = "redeliver",
            summary = "Send a message again",
            description = "One that has ended, well or not, with the id that it had: a receiver that took it knows it.")
    @APIResponse(
            responseCode = "202",
            description = "The delivery, which is yet to be sent.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "409", description = "It is still to be sent anyway, or the webhook is switched off.")
    public Response redeliver(@PathParam("webhook") String id, @PathParam("delivery") String delivery) {
        return Answers.json(202, deliveries.redeliver(id, delivery, caller.actor()))
                .build();
    }

    /** A page of webhooks, as the documentation shows it. */
    @Schema(name = "WebhookPage")
    record WebhookPage(List<WebhookView> items, String nextCursor, Long total) {}

    /** A page of deliveries, as the documentation shows it. */
    @Schema(name = "WebhookDeliveryPage")
    record DeliveryPage(List<DeliveryView> items, String nextCursor, Long total) {}
}

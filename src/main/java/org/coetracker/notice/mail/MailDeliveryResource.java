package org.coetracker.notice.mail;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of mail. */
@Authenticated
@Path("/api/v1/mail-deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class MailDeliveryResource {
    private final MailDeliveryService service;
    private final Caller caller;

    MailDeliveryResource(MailDeliveryService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listMailDeliveries",
            summary = "List messages",
            description = "Newest first unless asked otherwise, without what they say. `state=dead` are those that were"
                    + " tried ten times within almost two days.")
    @APIResponse(
            responseCode = "200",
            description = "One page of messages.",
            content = @Content(schema = @Schema(implementation = MailDeliveryPage.class)))
    public Response list(
            @BeanParam MailDeliveryFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(filters, page), request, ifNoneMatch);
    }

    @POST
    @Path("/{id}/redeliver")
    @Idempotent
    @Operation(
            operationId = "redeliverMail",
            summary = "Deliver a message again",
            description = "One that is `dead` is queued, and tried as often again, with the same `Message-ID`.")
    @APIResponseSchema(value = MailDeliveryView.class, responseDescription = "The message, queued.")
    @APIResponse(responseCode = "409", description = "The message is not dead.")
    public Response redeliver(@Parameter(description = "Id of the message.") @PathParam("id") String id) {
        return Answers.json(200, service.redeliver(id, caller.actor())).build();
    }

    /** A page of messages, as the documentation shows it. */
    @Schema(name = "MailDeliveryPage")
    record MailDeliveryPage(List<MailDeliveryView> items, String nextCursor, Long total) {}
}

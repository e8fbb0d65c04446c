package org.coetracker.notice;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** When and how the caller wants mail. */
@Authenticated
@Path("/api/v1/me/notice-settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class NoticeSettingsResource {
    private final NoticeSettingsService service;
    private final Caller caller;

    NoticeSettingsResource(NoticeSettingsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "readNoticeSettings",
            summary = "Read when the caller wants mail",
            description = "Times of day are in the caller's time zone. Who never chose has mail soon after something"
                    + " happened, at any hour, and version 0.")
    @APIResponseSchema(value = NoticeSettingsView.class, responseDescription = "The settings.")
    public Response read(@HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(caller.actor()), ifNoneMatch);
    }

    @PATCH
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendNoticeSettings",
            summary = "Choose when there is mail",
            description = "A JSON Merge Patch. Notices in the service come whatever is chosen here. What is put off by"
                    + " quiet hours comes in one message at their end.")
    @APIResponseSchema(value = NoticeSettingsView.class, responseDescription = "The settings as they are now.")
    public Response amend(
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewNoticeSettings.class)))
                    MergePatch patch) {
        return Answers.changed(service.amend(IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }
}

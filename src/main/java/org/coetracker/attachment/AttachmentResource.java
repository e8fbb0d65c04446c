package org.coetracker.attachment;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.http.Upload;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Files of COEs. */
@Authenticated
@Path("/api/v1/coes/{coe}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attachments")
public class AttachmentResource {
    /** The digest of what is sent (RFC 9530). */
    private static final String DIGEST = "Repr-Digest";

    private static final Pattern SHA256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:$|,)");

    private final AttachmentService service;
    private final Caller caller;

    AttachmentResource(AttachmentService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.WILDCARD})
    @Operation(
            operationId = "attachFile",
            summary = "Attach a file",
            description = "By whoever may amend the COE. As a form (`file`, and if wanted `title` and `sha256`), or as"
                    + " the body itself with `?name=`. At most 25 MiB. What it is, is told by its content, not by its"
                    + " name; `docs/attachments.md` has the types. The same content under the same name is attached"
                    + " once: sent again, it is a 200 with the file that is there, which makes a repeat safe also"
                    + " without an `Idempotency-Key`; the file takes the title of a repeat that has another one, and is mended"
                    + " when its content was damaged or lost. With the same `Idempotency-Key` it is the first answer"
                    + " again, and nothing else. Who may not attach it is told before the file is read;"
                    + " three files of one person may be on their way at once.")
    @RequestBody(
            required = true,
            description = "The file.",
            content = {
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = Form.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The file was attached before.",
            content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @APIResponse(
            responseCode = "201",
            description = "The file is attached.",
            content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @APIResponse(responseCode = "409", description = "The COE is withdrawn, or has as many files as it may have.")
    public Response attach(
            @PathParam("coe") String coe,
            @Parameter(description = "The file's name, when it is the body itself.") @QueryParam("name") String name,
            @Parameter(description = "What it shows.") @QueryParam("title") String title,
            @HeaderParam(DIGEST) String digest,
            @Context RoutingContext request)
            throws IOException {
        Upload upload = Upload.of(request);
        NewAttachment command = NewAttachment.of(upload, name, title, upload.isForm() ? null : sha256(digest));
        AttachmentService.Attached attached = service.attach(CoeRef.parse(coe), upload, command, caller.actor());
        return attached.isNew()
                ? Answers.created(attached.file(), address(attached.file()))
                : Answers.changed(attached.file());
    }

    private static String address(AttachmentView file) {
        return "/api/v1/coes/" + file.coe() + "/attachments/" + file.id();
    }

    /** The digest in hexadecimal digits; other algorithms than SHA-256 are not looked at. */
    private static String sha256(String header) {
        if (header == null) {
            return null;
        }
        Matcher digest = SHA256.matcher(header);
        if (digest.find()) {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.group(1)));
        }
        if (header.toLowerCase(java.util.Locale.ROOT).contains("sha-256")) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    List.of(Violation.of(DIGEST, "form", DIGEST + " is sha-256=:…:, with the digest in base64.")));
        }
        return null;
    }

    @GET
    @Operation(operationId = "listAttachments", summary = "List the files of a COE", description = "Oldest first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of files.",
            content = @Content(schema = @Schema(implementation = AttachmentPage.class)))
    public Response list(
            @PathParam("coe") String coe,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(CoeRef.parse(coe), page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readAttachment",
            summary = "Read what is known of a file",
            description = "Without its content, which is at `content`.")
    @APIResponseSchema(value = AttachmentView.class, responseDescription = "The file.")
    public Response read(
            @PathParam("coe") String coe,
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(CoeRef.parse(coe), id, caller.actor()), ifNoneMatch);
    }

    @GET
    @Path("/{id}/thumbnail")
    @Produces("image/png")
    @Operation(
            operationId = "readThumbnail",
            summary = "Read the small picture of a file",
            description = "A PNG of at most 320 pixels in each direction, for PNG, JPEG and GIF.")
    @APIResponse(
            responseCode = "200",
            description = "The small picture.",
            content = @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response thumbnail(
            @PathParam("coe") String coe,
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(service.thumbnail(CoeRef.parse(coe), id, caller.actor()), "image/png", ifNoneMatch);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteAttachment",
            summary = "Take a file away",
            description = "By whoever may amend the COE, for good. Not while supporting data name it, nor"
                    + " when a version since the first approval does: a 409.")
    @APIResponse(responseCode = "204", description = "The file is gone.")
    public Response delete(
            @PathParam("coe") String coe, @PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        service.delete(CoeRef.parse(coe), id, IfMatch.required(ifMatch), caller.actor());
        return Response.noContent().build();
    }

    /** A page of files, as the documentation shows it. */
    @Schema(name = "AttachmentPage")
    record AttachmentPage(List<AttachmentView> items, String nextCursor, Long total) {}

    /** A form with a file, as the documentation shows it. */
    @Schema(name = "AttachmentForm")
    record Form(
            @Schema(type = SchemaType.STRING, format = "binary")
            String file,

            String title,
            String sha256) {}
}

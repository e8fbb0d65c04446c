package org.coetracker.attachment;

import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.coetracker.access.Caller;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Spool;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;

/** The contents of files: to be saved, never to be run by a browser. */
@Authenticated
@Path("/api/v1/coes/{coe}/attachments/{id}/content")
@Tag(name = "Attachments")
public class ContentResource {
    private static final int PARTIAL = 206;

    private final AttachmentService service;
    private final Contents contents;
    private final Caller caller;

    ContentResource(AttachmentService service, Contents contents, Caller caller) {
        this.service = service;
        this.contents = contents;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "downloadAttachment",
            summary = "Download a file",
            description = "As a download under its name (`Content-Disposition`), with its type and its SHA-256"
                    + " (`ETag`, `Repr-Digest`). The content is compared with the SHA-256 before the first byte is"
                    + " sent; a damaged one is a 500. `Range` asks for a part, such as `bytes=1048576-`.")
    @APIResponse(
            responseCode = "200",
            description = "The content.",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The part of the content that was asked for.",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "416", description = "The content has no such part.")
    public Response download(
            @PathParam("coe") String coe,
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange,
            @Context RoutingContext request) {
        Attachment file = service.find(CoeRef.parse(coe), id, caller.actor()).file();
        String tag = tag(file);
        if (Answers.matches(ifNoneMatch, tag)) {
            return headers(Response.notModified(), file).build();
        }
        Optional<ByteRange> part =
                ifRange == null || ifRange.strip().equals(tag) ? ByteRange.of(range, file.size()) : Optional.empty();
        if (part.filter(ByteRange.NONE::equals).isPresent()) {
            request.response().putHeader("Content-Range", ByteRange.NONE.contentRange(file.size()));
            throw ProblemException.of(
                    ErrorCode.RANGE_NOT_SATISFIABLE, "The file has " + file.size() + " bytes; ask for some of them.");
        }
        Spool.File copy = contents.fetch(file, request, caller.actor());
        ByteRange sent = part.orElse(new ByteRange(0, file.size()));
        ResponseBuilder answer = Response.status(part.isPresent() ? PARTIAL : 200)
                .entity(new PathPart(copy.path(), sent.from(), sent.length()));
        if (part.isPresent()) {
            answer.header("Content-Range", sent.contentRange(file.size()));
        }
        return headers(answer, file).build();
    }

    /** What a download would be, without reading the content. */
    @HEAD
    @Operation(hidden = true, operationId = "downloadAttachment")
    public Response head(
            @PathParam("coe") String coe,
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        Attachment file = service.find(CoeRef.parse(coe), id, caller.actor()).file();
        if (Answers.matches(ifNoneMatch, tag(file))) {
            return headers(Response.notModified(), file).build();
        }
        return headers(Response.ok(), file)
                .header("Content-Length", file.size())
                .build();
    }

    /** Nothing in the content is to be run, guessed at, or shown inside a page. */
    private static ResponseBuilder headers(ResponseBuilder answer, Attachment file) {
        return answer.type(ContentTypes.served(file.mediaType()))
                .header("ETag", tag(file))
                .header("Accept-Ranges", "bytes")
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(file.sha256())) + ":")
                .header("Content-Disposition", FileName.disposition(file.name()))
                .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
                .header("Cache-Control", "private, no-cache");
    }

    private static String tag(Attachment file) {
        return '"' + file.sha256() + '"';
    }
}

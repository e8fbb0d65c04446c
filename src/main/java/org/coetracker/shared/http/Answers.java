package org.coetracker.shared.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.Page;

/** The answers that resources give, with their validators (RFC 9110, section 8.8). */
public final class Answers {
    private Answers() {}

    /** A single record: 200, or 304 when the caller has it already. */
    public static Response one(Tagged view, String ifNoneMatch) {
        String tag = quoted(view.etag());
        return matches(ifNoneMatch, tag)
                ? notModified(tag)
                : json(200, view).header("ETag", tag).build();
    }

    /** A changed record. */
    public static Response changed(Tagged view) {
        return json(200, view).header("ETag", quoted(view.etag())).build();
    }

    /** A new record and its address. */
    public static Response created(Tagged view, String location) {
        return json(201, view)
                .header("ETag", quoted(view.etag()))
                .location(URI.create(location))
                .build();
    }

    /** One page of a list, with a link to the next: 200, or 304 when the caller has it already. */
    public static Response page(Page<?> page, UriInfo request, String ifNoneMatch) {
        byte[] body = JsonText.bytes(page);
        String tag = fingerprint(body);
        ResponseBuilder answer =
                matches(ifNoneMatch, tag) ? Response.notModified() : Response.ok(body, MediaType.APPLICATION_JSON_TYPE);
        if (page.nextCursor() != null) {
            URI next = request.getRequestUriBuilder()
                    .scheme(null)
                    .host(null)
                    .port(-1)
                    .replaceQueryParam("cursor", page.nextCursor())
                    .build();
            answer.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return answer.header("ETag", tag).build();
    }

    /** A body that is worth polling for: 200, or 304 when the caller has it already. */
    public static Response content(byte[] body, String mediaType, String ifNoneMatch) {
        String tag = fingerprint(body);
        return matches(ifNoneMatch, tag)
                ? notModified(tag)
                : Response.ok(body, mediaType).header("ETag", tag).build();
    }

    /** Something that has no validator of its own. */
    public static ResponseBuilder json(int status, Object view) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(JsonText.bytes(view));
    }

    private static Response notModified(String tag) {
        return Response.notModified().header("ETag", tag).build();
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }

    private static String fingerprint(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return quoted(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
    private static boolean matches(String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String stripped = candidate.strip();
            if (stripped.equals(tag) || stripped.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}

package org.coetracker.shared.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.Page;

/** The answers that resources give, with their validators (RFC 9110, section 8.8). */
public final class Answers {
    private Answers() {}

    /** A single record: 200, or 304 when the caller has it already. */
    public static Response one(Tagged view, String ifNoneMatch) {
        byte[] body = JsonText.bytes(view);
        String tag = tag(view, body);
        return matches(ifNoneMatch, tag)
                ? notModified(tag)
                : record(200, body, tag).build();
    }

    /** The same, of a record that can be had in other forms too. */
    public static Response oneOfForms(Tagged view, String ifNoneMatch) {
        return Response.fromResponse(one(view, ifNoneMatch))
                .header("Vary", "Accept")
                .build();
    }

    /**
     * A single record in another form than JSON: 200 as a file with a name, or 304 when the caller has it already. Its
     * tag has the version too, so that a writer can go by it.
     *
     * @param meaning what has to change for the form to be another
     * @param body the form, made when it is needed
     */
    public static Response form(
            Tagged view, byte[] meaning, Supplier<byte[]> body, MediaType type, String fileName, String ifNoneMatch) {
        String tag = '"' + version(view) + "-" + digest(meaning, 12) + '"';
        ResponseBuilder answer = matches(ifNoneMatch, tag)
                ? Response.notModified()
                : Response.ok(body.get(), type).header("Content-Disposition", "inline; filename=\"" + fileName + "\"");
        return answer.header("ETag", tag).header("Vary", "Accept").build();
    }

    /** A changed record. */
    public static Response changed(Tagged view) {
        byte[] body = JsonText.bytes(view);
        return record(200, body, tag(view, body)).build();
    }

    /** A changed record with a further member, which has no part in the record's tag. */
    public static ResponseBuilder changed(Tagged view, String member, Object further) {
        byte[] body = JsonText.bytes(view);
        ObjectNode whole = (ObjectNode) JsonText.parse(new String(body, StandardCharsets.UTF_8));
        whole.set(member, JsonText.tree(further));
        return record(200, JsonText.bytes(whole), tag(view, body));
    }

    /** A new record and its address. */
    public static Response created(Tagged view, String location) {
        byte[] body = JsonText.bytes(view);
        return record(201, body, tag(view, body)).header("Location", location).build();
    }

    /** The tag of a record, for an answer that says something else about a change of it. */
    public static String tagOf(Tagged view) {
        return tag(view, JsonText.bytes(view));
    }

    private static ResponseBuilder record(int status, byte[] body, String tag) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .header("ETag", tag);
    }

    /** The version, which is what a writer has to know, and a digest of what is derived or belongs to others. */
    private static String tag(Tagged view, byte[] body) {
        return '"' + version(view) + (view.versionTellsAll() ? "" : "-" + digest(body, 12)) + '"';
    }

    private static String version(Tagged view) {
        return view.meaning() == null ? "" + view.version() : view.version() + "." + view.meaning();
    }

    /** One page of a list, with a link to the next: 200, or 304 when the caller has it already. */
    public static Response page(Page<?> page, UriInfo request, String ifNoneMatch) {
        byte[] body = JsonText.bytes(page);
        return linked(
                conditional(body, MediaType.APPLICATION_JSON, fingerprint(body), ifNoneMatch),
                page.nextCursor(),
                request);
    }

    /**
     * One page of figures, with a link to the next: 200, or 304 when the caller has them already.
     *
     * @param meaning what has to change for the figures to be news
     */
    public static Response figures(
            byte[] body, byte[] meaning, String mediaType, String nextCursor, String ifNoneMatch, UriInfo request) {
        return linked(conditional(body, mediaType, "W/" + fingerprint(meaning), ifNoneMatch), nextCursor, request);
    }

    private static ResponseBuilder conditional(byte[] body, String mediaType, String tag, String ifNoneMatch) {
        ResponseBuilder answer = matches(ifNoneMatch, tag) ? Response.notModified() : Response.ok(body, mediaType);
        return answer.header("ETag", tag).header("Vary", "Accept");
    }

    private static Response linked(ResponseBuilder answer, String nextCursor, UriInfo request) {
        if (nextCursor != null) {
            // A relative reference: what the caller called the host need not be what it is called elsewhere.
            StringJoiner query = new StringJoiner("&", request.getPath() + "?", "");
            new TreeMap<>(request.getQueryParameters()).forEach((name, values) -> {
                if (!name.equals("cursor")) {
                    values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
                }
            });
            query.add("cursor=" + nextCursor);
            answer.header("Link", "<" + query + ">; rel=\"next\"");
        }
        return answer.build();
    }

    /** A body that is worth polling for: 200, or 304 when the caller has it already. */
    public static Response content(byte[] body, String mediaType, String ifNoneMatch) {
        return conditional(body, mediaType, fingerprint(body), ifNoneMatch).build();
    }

    /** The same, where the tag is known before the body: that is made for those only who do not have it. */
    public static Response content(Supplier<byte[]> body, String mediaType, String tag, String ifNoneMatch) {
        return matches(ifNoneMatch, tag)
                ? Response.notModified()
                        .header("ETag", tag)
                        .header("Vary", "Accept")
                        .build()
                : conditional(body.get(), mediaType, tag, null).build();
    }

    /** Something that has no validator of its own. */
    public static ResponseBuilder json(int status, Object view) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(JsonText.bytes(view));
    }

    private static Response notModified(String tag) {
        return Response.notModified().header("ETag", tag).build();
    }

    /** A tag that another content does not have. */
    public static String fingerprint(byte[] body) {
        return '"' + digest(body, 22) + '"';
    }

    private static String digest(byte[] body, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
    public static boolean matches(String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String stripped = candidate.strip();
            if (opaque(stripped).equals(opaque(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

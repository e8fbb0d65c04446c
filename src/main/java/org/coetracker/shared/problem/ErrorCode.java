package org.coetracker.shared.problem;

import java.net.URI;

/** Every kind of problem that the service answers with; the name is the stable end of the problem's {@code type}. */
public enum ErrorCode {
    /** The request is not of the documented shape. */
    MALFORMED(400, "The request is malformed"),
    /** The request came without a credential, or with one that is not taken. */
    UNAUTHENTICATED(401, "Sign in first"),
    /** The caller may see the record, and not do this with it. */
    FORBIDDEN(403, "This is not allowed to you"),
    /** Nothing is here, or nothing that the caller may see. */
    NOT_FOUND(404, "There is no such thing"),
    /** The path is known, the method is not. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    /** None of the accepted media types can be produced. */
    NOT_ACCEPTABLE(406, "None of the accepted media types is available"),
    /** The record's state does not allow the move. */
    ILLEGAL_MOVE(409, "The current state does not allow this"),
    /** Something with this name is there already. */
    ALREADY_EXISTS(409, "This exists already"),
    /** The record has changed since the caller read it. */
    STALE(412, "The record has changed since it was read"),
    /** The body took longer than it may. */
    TOO_SLOW(408, "The body did not arrive in time"),
    /** The body is larger than the limit. */
    TOO_LARGE(413, "The body is too large"),
    /** The address is longer than the limit. */
    ADDRESS_TOO_LONG(414, "The address is too long"),
    /** The body's media type is not understood. */
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
    /** The content has no such part. */
    RANGE_NOT_SATISFIABLE(416, "The content has no such part"),
    /** The request names a host that this service is not. */
    MISDIRECTED(421, "The request is for another host"),
    /** Well formed, but against the rules. */
    INVALID(422, "The request is against the rules"),
    /** The quality gate still has blockers; the problem lists them. */
    NOT_GOOD_ENOUGH(422, "The quality gate has blockers left"),
    /** The same idempotency key came with another request. */
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    /** A conditional request is needed. */
    PRECONDITION_REQUIRED(428, "If-Match is missing"),
    /** More requests than the caller may send in the time. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** The headers are larger than the limit. */
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    /** Something unforeseen; the log has the cause under the request id. */
    INTERNAL(500, "Something went wrong on our side"),
    /** The database is away. */
    UNAVAILABLE(503, "The service is unavailable for the moment");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The problem's title, the same for all problems of this code. */
    public String title() {
        return title;
    }

    /** The problem's type, a name and not a place. */
    public URI type() {
        return URI.create("urn:coe-tracker:problem:"
                + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }
}

package org.coetracker.shared.http;

import static java.util.Map.entry;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.DatabaseProblems;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Problem;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.SourceLines;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into its one body: no stack trace, no class name, no SQL. */
@Singleton
public class Problems {
    /** Seconds after which it is worth to try again while the database is away. */
    static final int RETRY_AFTER_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private static final Map<Integer, ErrorCode> BY_STATUS = Map.of(
            400, ErrorCode.MALFORMED,
            401, ErrorCode.UNAUTHENTICATED,
            403, ErrorCode.FORBIDDEN,
            404, ErrorCode.NOT_FOUND,
            405, ErrorCode.METHOD_NOT_ALLOWED,
            406, ErrorCode.NOT_ACCEPTABLE,
            413, ErrorCode.TOO_LARGE,
            414, ErrorCode.ADDRESS_TOO_LONG,
            415, ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            503, ErrorCode.UNAVAILABLE);

    private static final Map<ErrorCode, String> ADVICE = Map.ofEntries(
            entry(
                    ErrorCode.UNAUTHENTICATED,
                    "Send an API token as \"Authorization: Bearer coe_…\", or sign in at /sign-in. The credential"
                            + " that came is missing, unknown, expired or revoked."),
            entry(ErrorCode.FORBIDDEN, "You may not do this here; ask an administrator."),
            entry(
                    ErrorCode.MALFORMED,
                    "The request cannot be read; compare it with the documentation at /q/swagger-ui."),
            entry(ErrorCode.NOT_FOUND, "There is nothing at this address; /q/swagger-ui lists what there is."),
            entry(ErrorCode.METHOD_NOT_ALLOWED, "Use one of the methods that the Allow header names."),
            entry(ErrorCode.NOT_ACCEPTABLE, "Accept application/json, or another type that the documentation names."),
            entry(ErrorCode.ADDRESS_TOO_LONG, "An address may have at most 8 KiB (8,192 characters)."),
            entry(ErrorCode.TOO_LARGE, "Send a smaller body."),
            entry(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the type of body that /q/swagger-ui shows, in UTF-8 and not compressed, and say so in"
                            + " Content-Type."),
            entry(
                    ErrorCode.INTERNAL,
                    "This was not foreseen. What was asked for may or may not be done: look before you send it again."
                            + " Report it with the request id."),
            entry(
                    ErrorCode.UNAVAILABLE,
                    "The database cannot be reached. Nothing was acknowledged. Try again shortly."));

    private final AllowedMethods allowedMethods;

    Problems(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e, RoutingContext request) {
        return answer(e, request).build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    Response unauthenticated(RuntimeException e, RoutingContext request) {
        return answer(ProblemException.of(ErrorCode.UNAUTHENTICATED, ADVICE.get(ErrorCode.UNAUTHENTICATED)), request)
                .build();
    }

    /** A method that says nothing about who may call it. */
    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext request) {
        return answer(ProblemException.of(ErrorCode.FORBIDDEN, ADVICE.get(ErrorCode.FORBIDDEN)), request)
                .build();
    }

    /** What to sign in with (RFC 6750, section 3): an error is named only when something was tried. */
    static String challenge(RoutingContext request) {
        return request.request().getHeader(HttpHeaders.AUTHORIZATION) == null
                ? "Bearer realm=\"coe-tracker\""
                : "Bearer realm=\"coe-tracker\", error=\"invalid_token\"";
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, RoutingContext request) {
        ProblemException foreseen = cause(e, ProblemException.class);
        if (foreseen != null) {
            return answer(foreseen, request).build();
        }
        Set<String> allowed = allowedMethods.of(request.normalizedPath());
        int status = e.getResponse().getStatus();
        // An address with other methods only is there, although the router did not find it.
        boolean otherMethods = !allowed.isEmpty()
                && !allowed.contains(request.request().method().name());
        ErrorCode code = status == 405 || status == 404 && otherMethods
                ? ErrorCode.METHOD_NOT_ALLOWED
                : BY_STATUS.getOrDefault(status, ErrorCode.INTERNAL);
        if (code == ErrorCode.INTERNAL) {
            return answer(explain(e, RequestId.instance(request)), request).build();
        }
        String advice = code == ErrorCode.UNSUPPORTED_MEDIA_TYPE ? typesOf(request) : ADVICE.get(code);
        ResponseBuilder answer = answer(ProblemException.of(code, advice), request);
        return (code == ErrorCode.METHOD_NOT_ALLOWED ? answer.header("Allow", String.join(", ", allowed)) : answer)
                .build();
    }

    /** What this operation takes. */
    private String typesOf(RoutingContext request) {
        List<String> types = allowedMethods.types(
                request.normalizedPath(), request.request().method().name());
        return types.isEmpty()
                ? ADVICE.get(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
                : "Send " + String.join(" or ", types) + ", in UTF-8 and not compressed, and say so in Content-Type.";
    }

    @ServerExceptionMapper
    Response anything(Throwable e, RoutingContext request) {
        return answer(explain(e, RequestId.instance(request)), request).build();
    }

    /**
     * What a failure stands for: what was foreseen, what the database refused, or else a 500 that is written to the log.
     *
     * @param request names the request there
     */
    public static ProblemException explain(Throwable e, URI request) {
        ProblemException foreseen = cause(e, ProblemException.class);
        if (foreseen == null) {
            foreseen = DatabaseProblems.explain(cause(e, SQLException.class));
        }
        if (foreseen == null) {
            LOG.errorf(e, "Request %s failed", request);
            foreseen = ProblemException.of(ErrorCode.INTERNAL, ADVICE.get(ErrorCode.INTERNAL));
        }
        return foreseen;
    }

    /** Requests that end before they reach a resource have the same body. */
    void edge(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 413, 414, 500, 503}) {
            ErrorCode code = BY_STATUS.getOrDefault(status, ErrorCode.INTERNAL);
            router.errorHandler(status, edgeAnswer(code));
        }
    }

    /** Ends a request that failed before it reached a resource: by the database's absence, or by what was not foreseen. */
    public static void failed(RoutingContext request, Throwable failure) {
        end(request, explain(failure, RequestId.instance(request)));
    }

    private static Handler<RoutingContext> edgeAnswer(ErrorCode code) {
        return request -> {
            if (code == ErrorCode.INTERNAL && request.failure() != null) {
                LOG.errorf(request.failure(), "Request %s failed", RequestId.of(request));
            }
            if (!request.response().ended()) {
                end(request, ProblemException.of(code, ADVICE.get(code)));
            }
        };
    }

    /** Ends a request that came without a credential, or with one that is not taken. */
    public static void unauthenticated(RoutingContext request) {
        end(request, ProblemException.of(ErrorCode.UNAUTHENTICATED, ADVICE.get(ErrorCode.UNAUTHENTICATED)));
    }

    /** Ends a request before its body was read. */
    static void refuse(RoutingContext request, ProblemException e) {
        // Whatever body there is has to be gone before the connection can take the next request.
        request.request().resume();
        end(request, e);
    }

    /** Ends a request that reaches no resource. */
    public static void end(RoutingContext request, ProblemException e) {
        if (e.code() == ErrorCode.UNAUTHENTICATED) {
            request.response().putHeader("WWW-Authenticate", challenge(request));
        }
        if (e.code() == ErrorCode.UNAVAILABLE) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        }
        if (e.retryAfter() > 0) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter()));
        }
        request.response()
                .setStatusCode(e.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(RequestId.HEADER, RequestId.of(request))
                .end(Buffer.buffer(body(e, request)));
    }

    private static ResponseBuilder answer(ProblemException e, RoutingContext request) {
        ResponseBuilder answer =
                Response.status(e.code().status()).type(Problem.MEDIA_TYPE).entity(body(e, request));
        if (e.code() == ErrorCode.UNAUTHENTICATED) {
            answer.header("WWW-Authenticate", challenge(request));
        }
        if (e.retryAfter() > 0) {
            answer.header("Retry-After", e.retryAfter());
        }
        return e.code() == ErrorCode.UNAVAILABLE ? answer.header("Retry-After", RETRY_AFTER_SECONDS) : answer;
    }

    private static byte[] body(ProblemException e, RoutingContext request) {
        SourceLines lines = request.get(SourceLines.KEY);
        return JsonText.bytes(Problem.of(lines == null ? e : e.on(lines), RequestId.instance(request)));
    }

    /** The nearest of a kind among the causes; a failed commit has what the database said among the suppressed. */
    private static <T extends Throwable> T cause(Throwable e, Class<T> type) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> ahead = new ArrayDeque<>(List.of(e));
        while (!ahead.isEmpty()) {
            Throwable cause = ahead.remove();
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            if (seen.add(cause)) {
                if (cause.getCause() != null) {
                    ahead.add(cause.getCause());
                }
                ahead.addAll(List.of(cause.getSuppressed()));
            }
        }
        return null;
    }
}

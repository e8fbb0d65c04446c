package org.coetracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * Reads the body of a request to the API before a thread is given to it. Otherwise a worker would wait for each byte, and
 * a few hundred connections that send one now and then would leave none for anybody else.
 */
@Singleton
class RequestBodies {
    /** After everything that refuses a request for what its head says. */
    private static final int LATE = 1;

    private static final String API = "/api/";

    private final long millis;
    private final long uploadMillis;
    private final Spool spool;
    private final Instance<LargeBodies> largeBodies;

    RequestBodies(LimitSettings settings, Spool spool, Instance<LargeBodies> largeBodies) {
        this.millis = settings.bodyFor().toMillis();
        this.uploadMillis = settings.uploadFor().toMillis();
        this.spool = spool;
        this.largeBodies = largeBodies;
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, LATE);
    }

    private void read(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (request.normalizedPath().startsWith(API)) {
            Spool.watch(request);
        }
        boolean chunked = http.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean none = http.version() != HttpVersion.HTTP_2 && !chunked && (length == null || length.equals("0"));
        if (none || http.isEnded() || !request.normalizedPath().startsWith(API)) {
            request.next();
        } else {
            LargeBodies large = large(request);
            if (large != null) {
                new UploadReading(request, spool, large, uploadMillis).begin();
            } else {
                new Reading(request).begin(length);
            }
        }
    }

    /** Whoever takes bodies there that go into a file; null where none does. */
    private LargeBodies large(RoutingContext request) {
        for (LargeBodies large : largeBodies) {
            if (large.areTakenAt(request.request().method().name(), request.normalizedPath())) {
                return large;
            }
        }
        return null;
    }

    /**
     * Says that a body's end cannot be told, where somebody can still hear it. The server closes the connection behind
     * that, and does not wait for what is not written out by then.
     */
    static void misframed(RoutingContext request) {
        if (request.response().closed() || request.response().ended()) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Problems.end(
                request,
                ProblemException.of(
                        ErrorCode.MALFORMED,
                        "The body is not what its headers say: a chunk of it does not begin with its size, or does not"
                                + " end where that says (RFC 9112, section 7.1)."));
        if (request.request().connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().flush();
        }
    }

    /** One body on its way; on the connection's event loop alone. */
    private final class Reading {
        private final RoutingContext request;
        private final HttpServerRequest http;
        private final long timer;
        private Buffer body = Buffer.buffer();
        private boolean over;

        Reading(RoutingContext request) {
            this.request = request;
            this.http = request.request();
            this.timer = request.vertx().setTimer(millis, late -> tooLate());
        }

        void begin(String length) {
            http.exceptionHandler(broken -> broken());
            http.handler(this::add);
            http.endHandler(all -> complete());
            if (length != null && (length.length() > 9 || Integer.parseInt(length) > CommandBody.MAX_BYTES)) {
                tooLarge();
            } else if (http.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
                http.response().writeContinue();
            }
            http.resume();
        }

        private void add(Buffer chunk) {
            if (over) {
                return; // Answered; what still comes is thrown away, until the time is over.
            }
            body.appendBuffer(chunk);
            if (body.length() > CommandBody.MAX_BYTES) {
                tooLarge();
            }
        }

        private void complete() {
            boolean answered = over;
            end();
            if (!answered) {
                ((RoutingContextInternal) request).setBody(body);
                request.next();
            }
        }

        private void tooLarge() {
            over = true;
            body = Buffer.buffer();
            Problems.end(request, CommandBody.tooLarge());
        }

        private void tooLate() {
            boolean answered = over;
            end();
            if (!answered) {
                http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                Problems.end(
                        request,
                        ProblemException.of(
                                ErrorCode.TOO_SLOW,
                                "The body did not arrive within " + millis / 1000 + " s. Nothing was changed."));
            }
            http.connection().close();
        }

        /** The connection is gone, or what came over it is no body. */
        private void broken() {
            boolean answered = over;
            end();
            if (!answered) {
                misframed(request);
            }
        }

        private void end() {
            over = true;
            request.vertx().cancelTimer(timer);
        }
    }
}

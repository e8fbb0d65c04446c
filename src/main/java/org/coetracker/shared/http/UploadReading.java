package org.coetracker.shared.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * One large body on its way into a temporary file; on the connection's event loop alone, so that no thread waits for a
 * slow sender. Nobody's body is written down before it is known whose it is.
 */
final class UploadReading {
    /** What a form has beside the content. */
    private static final int FORM_BYTES = 16 * 1024;

    private final RoutingContext request;
    private final HttpServerRequest http;
    private final Context loop;
    private final Spool spool;
    private final LargeBodies taker;
    private final long most;
    private final long millis;
    private final boolean isForm;

    private Spool.File place;
    private Arriving file;
    private Form form;
    private long size;
    private long timer;
    private boolean over;
    private boolean handedOn;

    UploadReading(RoutingContext request, Spool spool, LargeBodies taker, long millis) {
        this.request = request;
        this.http = request.request();
        this.loop = request.vertx().getOrCreateContext();
        this.spool = spool;
        this.taker = taker;
        this.most = taker.mostBytes();
        this.millis = millis;
        String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
        this.isForm = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    void begin() {
        // Whatever becomes of the request, its body is read no longer than that.
        timer = request.vertx().setTimer(millis, late -> tooLate());
        http.exceptionHandler(broken -> broken());
        http.endHandler(all -> {
            request.vertx().cancelTimer(timer);
            complete();
        });
        request.addEndHandler(ended -> abandon());
        long announced = announced();
        if (announced > most + (isForm ? FORM_BYTES : 0)) {
            refuse(tooLarge());
            return;
        }
        String encoding = http.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            refuse(ProblemException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the file without Content-Encoding."));
            return;
        }
        http.pause();
        QuarkusHttpUser.getSecurityIdentity(request, null)
                .subscribe()
                .with(
                        identity -> loop.runOnContext(now -> {
                            if (identity == null || identity.isAnonymous()) {
                                passOn();
                            } else {
                                admit(identity, announced);
                            }
                        }),
                        failure -> loop.runOnContext(now -> passOn()));
    }

    private long announced() {
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        return length.length() > 15 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    /** What is wrong with the credential is said where it always is; the body is thrown away. */
    private void passOn() {
        if (!over) {
            over = true;
            passOver();
            handOn();
        }
    }

    /** Asks, on a thread that may wait, whether the sender may send it, and makes room for it. */
    private void admit(SecurityIdentity sender, long announced) {
        long bytes = announced < 0 ? most : Math.min(announced, most);
        request.vertx()
                .executeBlocking(
                        () -> {
                            taker.require(request, sender);
                            return created(spool.forUpload(sender.getPrincipal().getName(), bytes));
                        },
                        false)
                .onComplete(room -> loop.runOnContext(now -> {
                    if (room.failed()) {
                        fail(room.cause());
                    } else if (over) {
                        room.result().close();
                    } else {
                        place = room.result();
                        open();
                    }
                }));
    }

    private static Spool.File created(Spool.File room) {
        try {
            room.create().close();
            return room;
        } catch (ProblemException e) {
            room.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            room.close();
            throw Spool.diskFailed(e);
        }
    }

    private void open() {
        OpenOptions options = new OpenOptions().setRead(false).setCreate(false);
        request.vertx().fileSystem().open(place.path().toString(), options).onComplete(opened -> {
            if (over && opened.succeeded()) {
                opened.result().close();
            } else if (!over && opened.failed()) {
                fail(Spool.diskFailed(opened.cause()));
            } else if (!over) {
                file = new Arriving(opened.result(), failure -> fail(Spool.diskFailed(failure)));
                read();
            }
        });
    }

    private void read() {
        if (isForm) {
            try {
                form = new Form(http.getHeader(HttpHeaders.CONTENT_TYPE), this::write);
            } catch (ProblemException e) {
                refuse(e);
                return;
            }
        }
        http.handler(this::add);
        if (http.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            http.response().writeContinue();
        }
        http.resume();
    }

    private void add(Buffer chunk) {
        if (over) {
            return; // Answered; what still comes is thrown away, until the time is over.
        }
        try {
            if (form == null) {
                write(chunk);
            } else {
                form.add(chunk);
            }
        } catch (ProblemException e) {
            refuse(e);
        }
    }

    private void write(Buffer content) {
        size += content.length();
        if (size > most) {
            throw tooLarge();
        }
        file.write(content);
        if (file.isFull()) {
            http.pause();
            file.whenRoom(http::resume);
        }
    }

    private void complete() {
        if (over || file == null) {
            return;
        }
        if (form != null) {
            try {
                form.end();
            } catch (ProblemException e) {
                refuse(e);
                return;
            }
        }
        over = true;
        Arriving written = file;
        file = null;
        written.end().onComplete(all -> {
            if (place.isClosed()) {
                return; // Nobody waits for an answer any more.
            }
            if (all.failed()) {
                Problems.failed(request, Spool.diskFailed(all.cause()));
                return;
            }
            if (form == null) {
                new Upload(place.path(), size, false, null, Map.of()).attachTo(request);
            } else if (form.hasFile()) {
                new Upload(place.path(), size, true, form.fileName(), form.fields()).attachTo(request);
            }
            handOn();
        });
    }

    /** From here on it is others who answer. */
    private void handOn() {
        handedOn = true;
        ((RoutingContextInternal) request).setBody(Buffer.buffer());
        request.next();
    }

    private ProblemException tooLarge() {
        return ProblemException.of(
                ErrorCode.TOO_LARGE,
                "A file may have at most " + (most >> 20) + " MiB (" + String.format(Locale.ROOT, "%,d", most)
                        + " bytes).");
    }

    private void tooLate() {
        if (http.isEnded()) {
            return;
        }
        boolean answered = over;
        over = true;
        if (!answered) {
            http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            Problems.end(
                    request,
                    ProblemException.of(
                            ErrorCode.TOO_SLOW,
                            "The file did not arrive within " + millis / 1000 + " s. Nothing was kept."));
        }
        http.connection().close();
        abandon();
    }

    /** The connection is gone, or what came over it is no body. */
    private void broken() {
        request.vertx().cancelTimer(timer);
        if (!handedOn) {
            RequestBodies.misframed(request);
        }
        abandon();
    }

    private void fail(Throwable cause) {
        if (!over) {
            over = true;
            passOver();
            Problems.failed(request, cause);
        }
    }

    private void refuse(ProblemException problem) {
        if (!over) {
            over = true;
            passOver();
            Problems.end(request, problem);
        }
    }

    /** What still comes is thrown away, until the time is over: only then the connection can take another request. */
    private void passOver() {
        if (!http.isEnded()) {
            http.handler(ignored -> {});
        }
        http.resume();
    }

    /** The request is over, however it ended. */
    private void abandon() {
        over = true;
        Arriving open = file;
        file = null;
        if (form != null) {
            form.close();
        }
        if (open != null) {
            open.end().onComplete(closed -> place.close());
        } else if (place != null) {
            place.close();
        }
    }
}

package org.coetracker.shared.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;

/**
 * A file that is written as its content arrives. It has arrived only when every single write has: a disk may become full
 * with the last of them, when nothing more is there to be read. On the connection's event loop alone.
 */
final class Arriving {
    private final AsyncFile file;
    private final Handler<Throwable> failed;
    private final Promise<Void> over = Promise.promise();
    private int writing;
    private boolean ending;
    private Throwable failure;

    /**
     * A file of which nothing is written yet.
     *
     * @param failed is told of the first write that fails, as soon as it does
     */
    Arriving(AsyncFile file, Handler<Throwable> failed) {
        this.file = file;
        this.failed = failed;
    }

    void write(Buffer content) {
        writing++;
        file.write(content).onComplete(written -> {
            writing--;
            if (written.failed() && failure == null) {
                failure = written.cause();
                failed.handle(failure);
            }
            endIfWritten();
        });
    }

    /** Whether more should wait until {@link #whenRoom}. */
    boolean isFull() {
        return file.writeQueueFull();
    }

    void whenRoom(Runnable goOn) {
        file.drainHandler(room -> goOn.run());
    }

    /** Closes it once all is written; fails when that or any write did. Whoever asks again is told the same. */
    Future<Void> end() {
        if (!ending) {
            ending = true;
            endIfWritten();
        }
        return over.future();
    }

    private void endIfWritten() {
        if (ending && writing == 0) {
            file.close().onComplete(closed -> {
                Throwable cause = failure == null ? closed.cause() : failure;
                if (cause == null) {
                    over.tryComplete();
                } else {
                    over.tryFail(cause);
                }
            });
        }
    }
}

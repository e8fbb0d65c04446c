package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivingTest {
    private static final IOException FULL = new IOException("No space left on device");

    private final List<Promise<Void>> writes = new ArrayList<>();
    private final List<Throwable> told = new ArrayList<>();
    private int closed;

    /** A file on a disk that does what the test says, when it says so. */
    private final AsyncFile disk = (AsyncFile) Proxy.newProxyInstance(
            AsyncFile.class.getClassLoader(), new Class<?>[] {AsyncFile.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("write")) {
                    Promise<Void> write = Promise.promise();
                    writes.add(write);
                    return write.future();
                }
                assertThat(method.getName()).isEqualTo("close");
                closed++;
                return Future.succeededFuture();
            });

    @Test
    void a_file_has_arrived_when_each_of_its_writes_has() {
        Arriving file = new Arriving(disk, told::add);
        file.write(Buffer.buffer("a"));
        file.write(Buffer.buffer("b"));
        Future<Void> end = file.end();
        writes.get(1).complete();
        assertThat(end.isComplete()).isFalse();
        assertThat(closed).isZero();
        writes.get(0).complete();
        assertThat(end.succeeded()).isTrue();
        assertThat(file.end().succeeded()).isTrue();
        assertThat(closed).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void a_disk_that_is_full_at_the_last_write_is_noticed_although_the_content_is_over() {
        Arriving file = new Arriving(disk, told::add);
        file.write(Buffer.buffer("a"));
        Future<Void> end = file.end();
        writes.get(0).fail(FULL);
        assertThat(end.cause()).isSameAs(FULL);
        assertThat(told).containsExactly(FULL);
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void a_write_that_failed_before_the_content_was_over_is_told_once_and_not_forgotten() {
        Arriving file = new Arriving(disk, told::add);
        file.write(Buffer.buffer("a"));
        file.write(Buffer.buffer("b"));
        writes.get(0).fail(FULL);
        writes.get(1).fail(new IOException("another"));
        assertThat(told).containsExactly(FULL);
        assertThat(file.end().cause()).isSameAs(FULL);
    }
}

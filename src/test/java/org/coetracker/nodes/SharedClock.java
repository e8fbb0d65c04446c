package org.coetracker.nodes;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** The time of all nodes: a number in a file that each of them has mapped into its memory. It stands until it is set. */
final class SharedClock {
    private static final VarHandle MILLIS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Path file;
    private final ByteBuffer memory;

    SharedClock(Path file, Instant now) throws IOException {
        this.file = file;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(MapMode.READ_WRITE, 0, Long.BYTES);
        }
        set(now);
    }

    Path file() {
        return file;
    }

    void set(Instant now) {
        MILLIS.setVolatile(memory, 0, now.toEpochMilli());
    }

    Instant now() {
        return Instant.ofEpochMilli((long) MILLIS.getVolatile(memory, 0));
    }
}

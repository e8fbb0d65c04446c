package org.coetracker.attachment.storage;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Contents in chunks in a table: written in the transaction of the row and gone with it, in every backup, and never
 * whole in memory. Each read is a statement of its own, so that no connection waits for whoever reads.
 */
@Singleton
public class PostgresStorage implements Storage {
    /** Its word. */
    public static final String NAME = "postgresql";

    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int CHUNKS_AT_ONCE = 4;

    private final DataSource database;

    PostgresStorage(DataSource database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void stage(UUID id, Path content, long size) {
        // It is written with its row.
    }

    @Override
    public void insert(UUID id, Path content) throws IOException {
        try (InputStream file = Files.newInputStream(content);
                Connection connection = database.getConnection();
                PreparedStatement clear =
                        connection.prepareStatement("delete from attachment_chunk where attachment_id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into attachment_chunk (attachment_id, number, data) values (?, ?, ?)")) {
            clear.setObject(1, id);
            clear.executeUpdate(); // What is there is damaged.
            byte[] chunk = new byte[CHUNK_BYTES];
            int number = 0;
            for (int length = file.readNBytes(chunk, 0, chunk.length);
                    length > 0;
                    length = file.readNBytes(chunk, 0, chunk.length)) {
                insert.setObject(1, id);
                insert.setInt(2, number++);
                insert.setBytes(3, length == chunk.length ? chunk : Arrays.copyOf(chunk, length));
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        }
    }

    @Override
    public boolean discard(UUID id) {
        return true; // Chunks go with their row.
    }

    @Override
    public InputStream open(UUID id) {
        return new Chunks(id);
    }

    @Override
    public long clear(Instant before, UnaryOperator<Set<UUID>> known, boolean justCount) {
        return 0; // A chunk without a row cannot be.
    }

    private final class Chunks extends InputStream {
        private final UUID id;
        private final Deque<byte[]> ahead = new ArrayDeque<>();
        private byte[] chunk = {};
        private int position;
        private int next;

        Chunks(UUID id) {
            this.id = id;
        }

        @Override
        public int read() {
            return isOver() ? -1 : chunk[position++] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (length == 0) {
                return 0;
            }
            if (isOver()) {
                return -1;
            }
            int count = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, buffer, offset, count);
            position += count;
            return count;
        }

        private boolean isOver() {
            if (position < chunk.length) {
                return false;
            }
            if (ahead.isEmpty()) {
                fetch();
            }
            position = 0;
            chunk = ahead.isEmpty() ? new byte[0] : ahead.remove();
            return chunk.length == 0;
        }

        private void fetch() {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement("""
                            select data from attachment_chunk where attachment_id = ? and number >= ?
                            order by number limit ?""")) {
                select.setObject(1, id);
                select.setInt(2, next);
                select.setInt(3, CHUNKS_AT_ONCE);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ahead.add(rows.getBytes(1));
                        next++;
                    }
                }
            } catch (SQLException e) {
                throw new DatabaseFailed(e);
            }
        }
    }
}

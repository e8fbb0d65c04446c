package org.coetracker.shared;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Identifiers: UUIDv7 (RFC 9562), which sort by the time of their making. */
public final class Ids {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Ids() {}

    /** A new id. */
    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }

    /** The id that the text holds in its canonical form. */
    public static Optional<UUID> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * The first fifteen characters of a UUIDv7: 48 bits of milliseconds and the version (RFC 9562, section 5.7). What
     * follows is chance, which the database has too.
     */
    public static String prefix(Instant now) {
        long millis = now.toEpochMilli();
        return String.format("%08x-%04x-7", millis >>> 16, millis & 0xffff);
    }
}

package org.coetracker.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/**
 * Where a page of what was found ended.
 *
 * @param tolerant whether resembling words counted
 * @param rank how well the last one fits
 * @param id the id of the last one
 * @param position its place in its COE, for what a COE has several of
 */
public record FoundPlace(boolean tolerant, double rank, UUID id, int position) {
    /**
     * The place as a cursor.
     *
     * @param asked what was asked for: another question has other cursors
     */
    public String encode(Object asked) {
        byte[] text = JsonText.write(List.of(fingerprint(asked), tolerant, Double.toString(rank), id, position))
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /**
     * Reads a cursor.
     *
     * @throws ProblemException 400 when it is none of this question
     */
    public static FoundPlace decode(String cursor, Object asked) {
        try {
            JsonNode parts = JsonText.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            double rank = Double.parseDouble(parts.path(2).asText());
            if (parts.size() == 5 && parts.path(0).asText().equals(fingerprint(asked)) && Double.isFinite(rank)) {
                return new FoundPlace(
                        parts.path(1).asBoolean(),
                        rank,
                        UUID.fromString(parts.path(3).asText()),
                        parts.path(4).asInt());
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Not one of ours; said below.
        }
        throw ProblemException.of(
                ErrorCode.MALFORMED,
                List.of(Violation.of(
                        "cursor",
                        "unknown_cursor",
                        "This cursor is not one of this search. Take nextCursor of the page before, and keep q and"
                                + " filters as they were.")));
    }

    private static String fingerprint(Object asked) {
        CRC32 crc = new CRC32();
        crc.update(JsonText.bytes(asked));
        return Long.toHexString(crc.getValue());
    }
}

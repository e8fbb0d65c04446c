package org.coetracker.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.coetracker.shared.Text;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/**
 * Where a page of what was found ended.
 *
 * @param spellings the other spellings of words that counted: the next page is one of the same words
 * @param rank how well the last one fits
 * @param id the id of the last one
 * @param item its id in its COE, for what a COE has several of; else empty
 * @param position its place in its COE, should it have been taken out since
 */
public record FoundPlace(Spellings spellings, double rank, UUID id, String item, int position) {
    /**
     * The place as a cursor.
     *
     * @param asked what was asked for: another question has other cursors
     */
    public String encode(Object asked) {
        byte[] text = JsonText.write(
                        List.of(fingerprint(asked), spellings.of(), Double.toString(rank), id, item, position))
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
            if (parts.size() == 6 && parts.path(0).asText().equals(fingerprint(asked)) && Double.isFinite(rank)) {
                return new FoundPlace(
                        spellings(parts.path(1)),
                        rank,
                        UUID.fromString(parts.path(3).asText()),
                        storable(parts.path(4).asText()),
                        parts.path(5).asInt());
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

    /** Somebody else may have written the cursor: no more is taken from it than would be put into it. */
    private static Spellings spellings(JsonNode words) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        words.properties().forEach(word -> {
            List<String> others = new ArrayList<>();
            word.getValue().forEach(other -> others.add(other.asText()));
            if (others.size() > Spellings.MOST
                    || others.stream().anyMatch(other -> other.length() > 40 || !Text.isStorable(other))) {
                throw new IllegalArgumentException("No search has these spellings.");
            }
            spellings.put(word.getKey(), others);
        });
        return new Spellings(spellings);
    }

    private static String storable(String item) {
        if (!Text.isStorable(item)) {
            throw new IllegalArgumentException("No item has this id.");
        }
        return item;
    }

    private static String fingerprint(Object asked) {
        CRC32 crc = new CRC32();
        crc.update(JsonText.bytes(asked));
        return Long.toHexString(crc.getValue());
    }
}

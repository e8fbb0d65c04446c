package org.coetracker.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.coetracker.shared.Text;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/**
 * Where a page of templates ended: the sort keys that its last one had then. The next page begins behind them, whatever
 * became of that template in between.
 *
 * @param kind 0 for a template of one kind, 1 for one of any
 * @param severities for how many severities it is; 5 for any
 * @param name its name
 */
record Place(int kind, int severities, String name) {
    private static final int ANY = 5;

    static Place of(Template template) {
        int severities = template.severities().size();
        return new Place(template.kind() == null ? 1 : 0, severities == 0 ? ANY : severities, template.name());
    }

    /** The cursor for what is behind. */
    String encode() {
        String text = JsonText.write(List.of(kind, severities, name));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws ProblemException 400 when it is none of these
     */
    static Place decode(String cursor) {
        try {
            JsonNode parts = JsonText.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (parts.size() == 3
                    && parts.path(0).isInt()
                    && parts.path(1).isInt()
                    && parts.path(2).isTextual()
                    && Text.isStorable(parts.path(2).asText())) {
                return new Place(
                        parts.path(0).asInt(),
                        parts.path(1).asInt(),
                        parts.path(2).asText());
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Not one of ours; said below.
        }
        throw ProblemException.of(
                ErrorCode.MALFORMED,
                List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before.")));
    }
}

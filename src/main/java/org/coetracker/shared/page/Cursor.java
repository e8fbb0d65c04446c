package org.coetracker.shared.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.Text;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/**
 * Where a page ended: the sort key and the id of its last item. The next page starts behind them, whatever was written
 * in between.
 *
 * @param key the last item's sort key; may be null
 * @param id the last item's id, which decides between equal keys
 * @param seen what the first page could see, as PostgreSQL writes a snapshot; empty where keys never change
 * @param at when the first page was read
 */
record Cursor(Object key, Object id, String seen, Instant at) {
    /** {@code xmin:xmax:xip_list}, or nothing. */
    private static final Pattern SNAPSHOT =
            Pattern.compile("([1-9]\\d{0,17}):([1-9]\\d{0,17}):((?:\\d{1,18},)*+\\d{1,18}|)");

    String encode(PageRequest page, Selection selection) {
        String text = JsonText.write(Arrays.asList(
                list(page, selection),
                key == null ? null : key instanceof Enum<?> constant ? constant.name() : key.toString(),
                id,
                seen,
                at));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decode(PageRequest page, Selection selection) {
        try {
            JsonNode parts =
                    JsonText.parse(new String(Base64.getUrlDecoder().decode(page.cursor()), StandardCharsets.UTF_8));
            if (parts.size() == 5 && parts.get(0).asText().equals(list(page, selection))) {
                JsonNode key = parts.get(1);
                return new Cursor(
                        key.isNull() ? null : key(page.sort().type(), key.asText()),
                        key(page.sort().idType(), parts.get(2).asText()),
                        seen(parts.get(3).asText(), page.sort().subject() != null),
                        (Instant) key(Instant.class, parts.get(4).asText()));
            }
        } catch (IllegalArgumentException | DateTimeException | UncheckedIOException e) {
            // Not one of ours; said below.
        }
        throw ProblemException.of(
                ErrorCode.MALFORMED,
                java.util.List.of(Violation.of(
                        "cursor",
                        "unknown_cursor",
                        "This cursor is not one of this list. Take nextCursor of the page before, and keep sort and"
                                + " filters as they were.")));
    }

    /** A snapshot as PostgreSQL takes it: running transactions in order, between the first and the next. */
    private static String seen(String text, boolean needed) {
        if (text.isEmpty() && !needed) {
            return text;
        }
        Matcher snapshot = SNAPSHOT.matcher(text);
        if (!snapshot.matches()) {
            throw new IllegalArgumentException(text);
        }
        long before = Long.parseLong(snapshot.group(1)) - 1;
        long end = Long.parseLong(snapshot.group(2));
        for (String running :
                snapshot.group(3).isEmpty() ? new String[0] : snapshot.group(3).split(",", -1)) {
            long next = Long.parseLong(running);
            if (next <= before || next >= end) {
                throw new IllegalArgumentException(text);
            }
            before = next;
        }
        if (before >= end) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String list(PageRequest page, Selection selection) {
        return (page.descending() ? "-" : "") + page.sort().parameter() + '.' + selection.fingerprint();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object key(Class<?> type, String text) {
        if (type == Instant.class || type == LocalDate.class) {
            // Years of four digits: more is a date to Java and none to PostgreSQL.
            if (!text.matches("\\d{4}-.*")) {
                throw new IllegalArgumentException(text);
            }
            return type == Instant.class ? Instant.parse(text) : LocalDate.parse(text);
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (!Text.isStorable(text)) {
            throw new IllegalArgumentException(text);
        }
        return type.isEnum() ? Enum.valueOf((Class<Enum>) type, text) : text;
    }

    /** A key as the current rows have it: a snapshot has an enum as its word. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Object typed(Class<?> type, Object key) {
        return type.isEnum() && key instanceof String word
                ? Enum.valueOf((Class<Enum>) type, word.toUpperCase(Locale.ROOT))
                : key;
    }
}

package org.coetracker.shared.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The order of a list, and where in it a page begins.
 *
 * @param page the page that is asked for
 * @param id the attribute that decides between equal keys
 * @param key the sort key in the query
 */
record Keyset(PageRequest page, String id, String key) {

    /** The order in which the rows stood when the first page was read, by the snapshots of the history. */
    static Keyset past(PageRequest page, String id) {
        SortKey sort = page.sort();
        String member = "function('as_of', :seen, :seenAt, '" + sort.subject() + "', cast(" + id + " as String), '"
                + sort.path() + "')";
        String type =
                sort.type() == Instant.class ? "Instant" : sort.type() == LocalDate.class ? "LocalDate" : "String";
        return new Keyset(page, id, "cast(" + member + " as " + type + ")");
    }

    private boolean isPast() {
        return !key.equals(page.sort().expression());
    }

    String order() {
        String direction = page.descending() ? " desc" : " asc";
        return " order by " + key + direction + (page.sort().nullable() ? " nulls last, " : ", ") + id + direction;
    }

    void startBehind(Cursor cursor, Selection selection) {
        String after = page.descending() ? " < " : " > ";
        selection.ambient("cursorId", cursor.id());
        if (cursor.key() == null) {
            selection.where(key + " is null and " + id + after + ":cursorId");
            return;
        }
        // A snapshot has an enum as its word.
        Object from = isPast() && cursor.key() instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT)
                : cursor.key();
        selection.ambient("cursorKey", from);
        String behind = key + after + ":cursorKey or (" + key + " = :cursorKey and " + id + after + ":cursorId)";
        selection.where(
                page.sort().nullable()
                        ? "(" + behind + " or " + key + " is null)"
                        // Said twice, so that the index can start at the key.
                        : key + after.stripTrailing() + "= :cursorKey and (" + behind + ")");
    }
}

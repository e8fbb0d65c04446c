package org.coetracker.shared.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.hibernate.jpa.HibernateHints;

/** Fetches pages by key, never by offset: stable while others write, and as fast on page 400 as on page 1. */
@ApplicationScoped
public class Pages {
    private final EntityManager database;

    Pages(EntityManager database) {
        this.database = database;
    }

    /**
     * One page.
     *
     * @param select what an item is, in JPQL
     * @param from where from, with the alias of {@code id}
     * @param id the attribute that tells items apart
     */
    @SuppressWarnings("unchecked")
    public <T> Page<T> fetch(String select, String from, String id, Selection selection, PageRequest page) {
        String key = page.sort().expression();
        Selection behind = selection.copy();
        if (page.cursor() != null) {
            startBehind(Cursor.decode(page, selection), page, id, behind);
        }
        String direction = page.descending() ? " desc" : " asc";
        TypedQuery<Object[]> query = database.createQuery(
                "select " + select + ", " + key + ", " + id + " from " + from + behind.text()
                        + " order by " + key + direction + (page.sort().nullable() ? " nulls last, " : ", ")
                        + id + direction,
                Object[].class);
        behind.all().forEach(query::setParameter);
        // Nothing that a list selects is changed, so nothing needs a copy to compare with.
        query.setHint(HibernateHints.HINT_READ_ONLY, true);
        List<Object[]> rows = query.setMaxResults(page.limit() + 1).getResultList();

        boolean more = rows.size() > page.limit();
        List<Object[]> shown = more ? rows.subList(0, page.limit()) : rows;
        String next = null;
        if (more) {
            Object[] last = shown.get(shown.size() - 1);
            next = new Cursor(last[last.length - 2], last[last.length - 1]).encode(page, selection);
        }
        Long total = page.count() ? count(from, id, selection) : null;
        return new Page<>(shown.stream().map(row -> (T) row[0]).toList(), next, total);
    }

    private long count(String from, String id, Selection selection) {
        TypedQuery<Long> query = database.createQuery(
                "select count(" + id + ") from " + from.replace("join fetch", "join") + selection.text(), Long.class);
        selection.all().forEach(query::setParameter);
        return query.getSingleResult();
    }

    private static void startBehind(Cursor cursor, PageRequest page, String id, Selection selection) {
        String key = page.sort().expression();
        String after = page.descending() ? " < " : " > ";
        selection.ambient("cursorId", cursor.id());
        if (cursor.key() == null) {
            selection.where(key + " is null and " + id + after + ":cursorId");
            return;
        }
        selection.ambient("cursorKey", cursor.key());
        String behind = key + after + ":cursorKey or (" + key + " = :cursorKey and " + id + after + ":cursorId)";
        selection.where(
                page.sort().nullable()
                        ? "(" + behind + " or " + key + " is null)"
                        // Said twice, so that the index can start at the key.
                        : key + after.stripTrailing() + "= :cursorKey and (" + behind + ")");
    }
}

package org.coetracker.shared.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.jpa.HibernateHints;

/**
 * Fetches pages by key, never by offset: as fast on page 400 as on page 1, and stable while others write. Where a key
 * can change, the pages after the first take each row where it stood when the first was read: what has not changed
 * since is where it was, and what has is looked up in the history.
 */
@ApplicationScoped
public class Pages {
    private final EntityManager database;
    private final Clock clock;

    Pages(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
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
        Cursor cursor = page.cursor() == null ? null : Cursor.decode(page, selection);
        boolean keysChange = page.sort().subject() != null;
        Keyset keyset = new Keyset(page, id, page.sort().expression());
        List<Object[]> rows;
        if (cursor == null) {
            String seen = keysChange ? "cast(function('pg_current_snapshot') as String)" : "''";
            rows = rows(select, seen, from, keyset, null, selection.copy());
        } else if (keysChange) {
            rows = rowsAsTheyStood(select, from, keyset, cursor, selection);
        } else {
            rows = rows(select, "''", from, keyset, cursor, selection.copy());
        }

        boolean more = rows.size() > page.limit();
        List<Object[]> shown = more ? rows.subList(0, page.limit()) : rows;
        String next = null;
        if (more) {
            Object[] last = shown.get(shown.size() - 1);
            String seen = cursor == null ? (String) last[3] : cursor.seen();
            Instant at = cursor == null ? clock.instant() : cursor.at();
            next = new Cursor(last[1], last[2], seen, at).encode(page, selection);
        }
        Long total = page.count() ? count(from, id, selection) : null;
        return new Page<>(shown.stream().map(row -> (T) row[0]).toList(), next, total);
    }

    /** What changed since the first page stands where it stood then; what came since is not there yet. */
    private List<Object[]> rowsAsTheyStood(
            String select, String from, Keyset keyset, Cursor cursor, Selection selection) {
        PageRequest page = keyset.page();
        Since since = since(page.sort(), cursor);
        Selection unchanged =
                selection.copy().where("cast(" + keyset.id() + " as String) not in :since", "since", since.all());
        List<Object[]> rows = new ArrayList<>(rows(select, "''", from, keyset, cursor, unchanged));
        if (!since.changed().isEmpty()) {
            Selection changed = selection
                    .copy()
                    .where("cast(" + keyset.id() + " as String) in :changed", "changed", since.changed())
                    .ambient("seen", cursor.seen())
                    .ambient("seenAt", cursor.at());
            rows.addAll(rows(select, "''", from, Keyset.past(page, keyset.id()), cursor, changed));
            rows.forEach(row -> row[1] = Cursor.typed(page.sort().type(), row[1]));
            rows.sort(order(page));
        }
        return rows;
    }

    /**
     * What was written since the first page was read.
     *
     * @param all the ids of all that was
     * @param changed the ids of what was there before
     */
    private record Since(List<String> all, List<String> changed) {}

    @SuppressWarnings("unchecked")
    private Since since(SortKey sort, Cursor cursor) {
        List<Object[]> rows = database.createNativeQuery("""
                        select h.subject_id, bool_or(exists (
                            select 1 from history b
                            where b.subject_id = h.subject_id and b.subject = h.subject and b.snapshot is not null
                                and (b.at < cast(:at as timestamptz) - interval '1 hour'
                                    or pg_visible_in_snapshot(b.txid, cast(:seen as pg_snapshot)))))
                        from history h
                        where h.txid >= pg_snapshot_xmin(cast(:seen as pg_snapshot)) and h.at > cast(:at as timestamptz) - interval '1 hour'
                            and h.subject = :subject and h.snapshot is not null
                            and not pg_visible_in_snapshot(h.txid, cast(:seen as pg_snapshot))
                        group by h.subject_id""")
                .setParameter("subject", sort.subject())
                .setParameter("seen", cursor.seen())
                .setParameter("at", cursor.at())
                .getResultList();
        return new Since(
                rows.stream().map(row -> (String) row[0]).toList(),
                rows.stream()
                        .filter(row -> (Boolean) row[1])
                        .map(row -> (String) row[0])
                        .toList());
    }

    private List<Object[]> rows(
            String select, String seen, String from, Keyset keyset, Cursor cursor, Selection selection) {
        if (cursor != null) {
            keyset.startBehind(cursor, selection);
        }
        TypedQuery<Object[]> query = database.createQuery(
                "select " + select + ", " + keyset.key() + ", " + keyset.id() + ", " + seen + " from " + from
                        + selection.text() + keyset.order(),
                Object[].class);
        selection.all().forEach(query::setParameter);
        // Nothing that a list selects is changed, so nothing needs a copy to compare with.
        query.setHint(HibernateHints.HINT_READ_ONLY, true);
        return query.setMaxResults(keyset.page().limit() + 1).getResultList();
    }

    private long count(String from, String id, Selection selection) {
        TypedQuery<Long> query = database.createQuery(
                "select count(" + id + ") from " + from.replace("join fetch", "join") + selection.text(), Long.class);
        selection.all().forEach(query::setParameter);
        return query.getSingleResult();
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object[]> order(PageRequest page) {
        Comparator<Comparable<Object>> direction =
                page.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing((Object[] row) -> (Comparable<Object>) row[1], Comparator.nullsLast(direction))
                .thenComparing(row -> (Comparable<Object>) row[2], direction);
    }
}

package org.coetracker.lesson;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.search.FoundPlace;
import org.coetracker.search.Highlight;
import org.coetracker.search.SearchTerms;
import org.coetracker.shared.page.Selection;

/** Lessons across COEs, those of withdrawn ones excepted. */
@ApplicationScoped
class FoundLessons {
    private static final String SHOWN = """
            select c.number, l.item, l.kind, l.text, l.checklist_question, c.title, c.severity, c.team,
                cast(array_to_json(c.services) as text), cast(array_to_json(c.tags) as text), c.started_at, c.created_at,
                l.coe_id, l.position, l.rank""";

    /** Newest first, from the index. */
    private static final String ALL = SHOWN.replace("l.rank", "0") + """
             from lesson l join coe c on c.id = l.coe_id
            {where} and l.coe_id <= :id and (l.coe_id < :id or l.position > {place})
            order by l.coe_id desc, l.position limit :limit""";

    /** The best first; of those that fit as well, the newest. */
    private static final String FOUND = SHOWN + """
            , ts_headline(cast('coe_text' as regconfig), search_text(left(l.text, 10000)), a.terms, :excerpt),
                ts_headline(cast('coe_text' as regconfig), search_text(coalesce(l.checklist_question, '')), a.terms, :whole)
            from (
                select f.* from (
                    select l.*, cast(ts_rank(l.document, (select search_any(:terms))) as float8) as rank
                    from lesson l join coe c on c.id = l.coe_id
                    {where} and l.document @@ (select search_query(:terms))) f
                where cast(:first as boolean) or f.rank < :rank or f.rank = :rank and (f.coe_id < :id
                    or f.coe_id = :id and f.position > {place})
                order by f.rank desc, f.coe_id desc, f.position limit :limit) l
                join coe c on c.id = l.coe_id
                cross join lateral (
                    select search_any(cast(:terms as varchar[]) || array(
                        select cast('=' || word as varchar)
                        from unnest(tsvector_to_array(l.document)) word, unnest(cast(:begun as varchar[])) beginning,
                            unaccent(lower(beginning)) as folded
                        where starts_with(word, folded) limit 12)) as terms) a
            order by l.rank desc, l.coe_id desc, l.position""";

    /** The place of the last one before: where it stands now, or where it stood, should it be gone. */
    private static final String PLACE =
            "coalesce((select n.position from lesson n where n.coe_id = :id and n.item = :item limit 1), :position)";

    /** Behind no lesson. */
    private static final UUID START = new UUID(-1, -1);

    private final EntityManager database;

    FoundLessons(EntityManager database) {
        this.database = database;
    }

    /**
     * A page of rows: a lesson, where it stands, and where the terms are in it.
     *
     * @param terms what is looked for; null for all
     * @param questions whether those alone that ask a question
     * @param behind the last one before; null for the first page
     */
    @SuppressWarnings("unchecked")
    List<Object[]> page(
            SearchTerms terms, boolean questions, Selection filters, FoundPlace behind, int limit, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        filters.where("c.status <> 'withdrawn'");
        if (questions) {
            filters.where("l.checklist_question is not null");
        }
        // It has the columns that a condition on actions asks for, for its COE.
        filters.where(visibility.ofActionRows("l"));
        Query query = visibility.bind(database.createNativeQuery(
                (terms == null ? ALL : FOUND).replace("{where}", filters.text()).replace("{place}", PLACE),
                Object[].class));
        filters.all().forEach(query::setParameter);
        if (terms != null) {
            query.setParameter("terms", terms.encoded())
                    .setParameter("begun", terms.begun().toArray(String[]::new))
                    .setParameter("excerpt", Highlight.OPTIONS)
                    .setParameter("whole", Highlight.OPTIONS_FOR_ALL)
                    .setParameter("first", behind == null)
                    .setParameter("rank", behind == null ? 0.0 : behind.rank());
        }
        return query.setParameter("id", behind == null ? START : behind.id())
                .setParameter("item", behind == null ? "" : behind.item())
                .setParameter("position", behind == null ? 0 : behind.position())
                .setParameter("limit", limit)
                .getResultList();
    }
}

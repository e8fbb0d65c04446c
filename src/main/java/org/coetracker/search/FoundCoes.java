package org.coetracker.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.page.Selection;

/**
 * The COEs that a search finds, with where in them. What somebody may not see is left out by the query, before anything
 * is ranked, counted or cut to a page.
 */
@ApplicationScoped
class FoundCoes {
    private static final UUID NOTHING = new UUID(0, 0);

    private static final String PAGE = """
            with found as (
                select s.coe_id, {rank} as rank
                from coe_search s {join}
                {where}),
            page as (
                select * from found
                where cast(:after as boolean) is not true or (rank, coe_id) < (:rank, :id)
                order by rank desc, coe_id desc limit :limit)
            select c.id, c.number, c.status, c.kind, c.severity, c.confidentiality, c.title, c.team, c.owner,
                cast(array_to_json(c.services) as text), cast(array_to_json(c.tags) as text),
                c.started_at, c.created_at, c.updated_at, p.rank
            from page p join coe c on c.id = p.coe_id
            order by p.rank desc, p.coe_id desc""";

    /** By what weighs most; in a text found elsewhere alone, the newest come first. */
    private static final String RANK =
            "cast(ts_rank('{0.1, 0.2, 0.5, 1}', s.head, (select search_any(:ranked))) as float8)";

    private static final String SAID = "s.document @@ (select search_query(:terms))";

    /** What is named by its ref or id comes first, before what mentions it. */
    private static final String NAMED = "s.coe_id in (select named.coe_id from ("
            + " select n.id as coe_id from coe n where n.number = :number and :action = 0 or n.id = :named"
            + " union all select n.coe_id from action n where n.coe_number = :number and n.number = :action or n.id = :named) named)";

    /**
     * The words around what was found, in the three most telling members that have some: to look through a text takes
     * longer than to find the COE. Of words that were only begun, those of the COE itself. What has become restricted
     * since the COEs were found is left out.
     */
    private static final String HIGHLIGHTS = """
            select found.coe_id, shown.member, shown.headline
            from (select search_any(cast(:terms as varchar[]) || array(
                    select distinct cast('=' || word as varchar)
                    from coe_search s, unnest(tsvector_to_array(s.document)) word,
                        unnest(cast(:begun as varchar[])) beginning, unaccent(lower(beginning)) as folded
                    where cardinality(cast(:begun as varchar[])) > 0 and s.coe_id = any(:coes)
                        and starts_with(word, folded) limit 12)) as terms) asked,
                (select s.coe_id from coe_search s where s.coe_id = any(:coes) and {visible}) as found,
                lateral (
                    select said.member, marked.headline
                    from coe_texts(found.coe_id) said, lateral (
                        select ts_headline(cast(:words as regconfig), search_text(left(said.body, :looked)), asked.terms,
                            case when said.member = 'title' then :whole else :excerpt end) as headline offset 0) marked
                    where strpos(marked.headline, :mark) > 0 limit 3) shown""";

    /** So many of a page are shown with their words marked; a longer page would take long. */
    private static final int MOST_HIGHLIGHTED = 50;

    /** So much of a member is looked through, in characters. */
    private static final int LOOKED_THROUGH = 20_000;

    /** The same for phrases of one word: the time that goes to mark these grows with the square of how many there are. */
    private static final int LOOKED_THROUGH_FOR_REPETITION = 4_000;

    private final EntityManager database;

    FoundCoes(EntityManager database) {
        this.database = database;
    }

    /**
     * What is looked for.
     *
     * @param terms as typed
     * @param named the ref or id that it is, if it is one
     * @param filters conditions on {@code coe c}
     */
    record Question(SearchTerms terms, Named named, Selection filters) {}

    /**
     * A page of rows, the best first: what the page shows of each, and at the end its rank.
     *
     * @param spellings other spellings of words, which count as well, but less; none when there are none
     * @param behind the last row before; null for the first page
     */
    @SuppressWarnings("unchecked")
    List<Object[]> page(Question question, Spellings spellings, FoundPlace behind, int limit, Actor actor) {
        String rank = RANK;
        String said = SAID;
        if (!spellings.isEmpty()) {
            rank += " + case when s.document @@ (select search_query(:typed)) then 1 else 0 end";
        }
        if (question.named() != null) {
            said = "(" + said + " or " + NAMED + ")";
            rank += " + case when " + NAMED + " then 10 else 0 end";
        }
        Visibility visibility = Visibility.of(actor);
        Selection selection = question.filters();
        boolean filtered = !selection.text().isEmpty();
        String where = (filtered ? selection.text() + " and " : " where ") + said + " and "
                // It has the columns that a condition on actions asks for, for the COE itself.
                + visibility.ofActionRows("s");
        Query query = database.createNativeQuery(
                PAGE.replace("{rank}", rank)
                        .replace("{join}", filtered ? "join coe c on c.id = s.coe_id" : "")
                        .replace("{where}", where),
                Object[].class);
        visibility.bind(query);
        selection.all().forEach(query::setParameter);
        if (!spellings.isEmpty()) {
            query.setParameter("typed", question.terms().encoded());
        }
        if (question.named() != null) {
            query.setParameter("number", question.named().number())
                    .setParameter("action", question.named().action())
                    .setParameter(
                            "named", Objects.requireNonNullElse(question.named().id(), NOTHING));
        }
        String[] terms = spellings.encoded(question.terms());
        return query.setParameter("terms", terms)
                .setParameter("ranked", terms)
                .setParameter("after", behind != null)
                .setParameter("rank", behind == null ? 0.0 : behind.rank())
                .setParameter("id", behind == null ? NOTHING : behind.id())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Where in each of these COEs the terms are, by stem; where that tells nothing, by the words as they are. */
    Map<UUID, List<Highlight>> highlights(SearchTerms terms, Spellings spellings, List<UUID> coes, Actor actor) {
        Map<UUID, List<Highlight>> found = new LinkedHashMap<>();
        if (terms.alternatives().stream()
                .flatMap(List::stream)
                .anyMatch(term -> term.kind() != SearchTerms.Kind.EXCLUDED)) {
            List<UUID> most = coes.subList(0, Math.min(coes.size(), MOST_HIGHLIGHTED));
            highlights("coe_text", terms, spellings, most, actor, found);
            List<UUID> left =
                    most.stream().filter(coe -> !found.containsKey(coe)).toList();
            highlights("coe_words", terms, spellings, left, actor, found);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private void highlights(
            String words,
            SearchTerms terms,
            Spellings spellings,
            List<UUID> coes,
            Actor actor,
            Map<UUID, List<Highlight>> found) {
        if (coes.isEmpty()) {
            return;
        }
        Visibility visibility = Visibility.of(actor);
        List<Object[]> rows = visibility
                .bind(database.createNativeQuery(
                        HIGHLIGHTS.replace("{visible}", visibility.ofActionRows("s")), Object[].class))
                .setParameter("words", words)
                .setParameter("whole", Highlight.OPTIONS_FOR_ALL)
                .setParameter("excerpt", Highlight.OPTIONS)
                .setParameter("mark", Highlight.MARK)
                .setParameter("looked", terms.isRepetitive() ? LOOKED_THROUGH_FOR_REPETITION : LOOKED_THROUGH)
                .setParameter("terms", spellings.encoded(terms))
                .setParameter("begun", terms.begun().toArray(String[]::new))
                .setParameter("coes", coes.toArray(UUID[]::new))
                .getResultList();
        for (Object[] row : rows) {
            List<Highlight> highlights = found.computeIfAbsent((UUID) row[0], coe -> new ArrayList<>());
            // What became of the actions is searched as another text than what they are.
            if (highlights.stream().noneMatch(known -> known.member().equals(row[1]))) {
                highlights.add(Highlight.of((String) row[1], (String) row[2]));
            }
        }
    }
}

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
import org.coetracker.search.SearchTerms.Kind;
import org.coetracker.search.SearchTerms.Term;
import org.coetracker.shared.page.Selection;

/**
 * The COEs that a search finds, with where in them. What somebody may not see is left out by the query, before anything
 * is ranked, counted or cut to a page.
 */
@ApplicationScoped
class FoundCoes {
    /** Much more than anybody types; a longer text is not looked for with other spellings. */
    private static final int MOST_RESEMBLING = 6;
    /** Shorter words resemble too much. */
    private static final int LEAST_RESEMBLING = 4;

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
            "cast(ts_rank('{0.1, 0.2, 0.5, 1}', s.head, (select search_any(:terms))) as float8)";

    private static final String SAID = "s.document @@ (select search_query(:terms))";

    /** What is named by its ref or id comes first, before what mentions it. */
    private static final String NAMED = "s.coe_id = (select named.coe_id from ("
            + " select n.id as coe_id from coe n where n.number = :number and :action = 0 or n.id = :named"
            + " union all select n.coe_id from action n where n.coe_number = :number and n.number = :action) named)";

    /**
     * The words around what was found, in the three most telling members that have some: to look through a text takes
     * longer than to find the COE. Of words that resemble what was typed, those of the COE itself.
     */
    private static final String HIGHLIGHTS = """
            select found.coe_id, shown.member, shown.headline
            from (select search_any(cast(:terms as varchar[]) || array(
                    select distinct cast('=' || word as varchar)
                    from coe_search s, unnest(string_to_array(s.words, ' ')) word, unnest(cast(:resembling as varchar[])) typed
                    where s.coe_id = any(:coes) and word_similarity(typed, word) >= 0.5 limit 50)) as terms) asked,
                unnest(cast(:coes as uuid[])) as found (coe_id),
                lateral (
                    select said.member, marked.headline
                    from coe_texts(found.coe_id) said, lateral (
                        select ts_headline(cast(:words as regconfig), search_text(left(said.body, 20000)), asked.terms,
                            case when said.member = 'title' then :whole else :excerpt end) as headline offset 0) marked
                    where strpos(marked.headline, :mark) > 0 limit 3) shown""";

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
     * @param tolerant whether words that resemble a term count as it
     * @param behind the last row before; null for the first page
     */
    @SuppressWarnings("unchecked")
    List<Object[]> page(Question question, boolean tolerant, FoundPlace behind, int limit, Actor actor) {
        Map<String, Object> values = new LinkedHashMap<>();
        String rank = RANK;
        String said = SAID;
        if (tolerant) {
            said = resembling(question.terms(), values);
            rank += " + case when " + SAID + " then 1 else 0 end";
            for (int number = 0; number < words(question.terms()).size(); number++) {
                rank += " + cast(word_similarity(:word" + number + ", s.words) as float8) / 10";
            }
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
        values.forEach(query::setParameter);
        if (question.named() != null) {
            query.setParameter("number", question.named().number())
                    .setParameter("action", question.named().action())
                    .setParameter(
                            "named", Objects.requireNonNullElse(question.named().id(), NOTHING));
        }
        return query.setParameter("terms", question.terms().encoded())
                .setParameter("after", behind != null)
                .setParameter("rank", behind == null ? 0.0 : behind.rank())
                .setParameter("id", behind == null ? NOTHING : behind.id())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Whether other spellings can be looked for. */
    static boolean canResemble(SearchTerms terms) {
        int words = words(terms).size();
        return words > 0 && words <= MOST_RESEMBLING;
    }

    /** The condition that each term is there, or a word like it. */
    private static String resembling(SearchTerms terms, Map<String, Object> values) {
        List<String> resembling = words(terms);
        for (int number = 0; number < resembling.size(); number++) {
            values.put("word" + number, resembling.get(number));
        }
        List<String> alternatives = new ArrayList<>();
        for (List<Term> alternative : terms.alternatives()) {
            List<String> conditions = new ArrayList<>();
            for (Term term : alternative) {
                String parameter = "term" + values.size();
                values.put(parameter, new SearchTerms("", List.of(List.of(term))).encoded());
                int word = term.kind() == Kind.EXCLUDED ? -1 : resembling.indexOf(term.words());
                conditions.add(
                        word < 0
                                ? "s.document @@ (select search_query(:" + parameter + "))"
                                : "s.coe_id in (select o.coe_id from coe_search o where o.document @@"
                                        + " (select search_query(:" + parameter + "))"
                                        + " union all select coe_resembling(:word" + word + "))");
            }
            alternatives.add(String.join(" and ", conditions));
        }
        return "(" + String.join(" or ", alternatives) + ")";
    }

    /** The words that others can be taken for. */
    private static List<String> words(SearchTerms terms) {
        return terms.alternatives().stream()
                .flatMap(List::stream)
                .filter(term -> term.kind() != Kind.EXCLUDED)
                .map(Term::words)
                .filter(word ->
                        word.length() >= LEAST_RESEMBLING && word.codePoints().allMatch(Character::isLetter))
                .distinct()
                .toList();
    }

    /** Where in each of these COEs the terms are, by stem; where that tells nothing, by the words as they are. */
    Map<UUID, List<Highlight>> highlights(SearchTerms terms, boolean tolerant, List<UUID> coes) {
        Map<UUID, List<Highlight>> found = new LinkedHashMap<>();
        highlights("coe_text", terms, tolerant, coes, found);
        List<UUID> left = coes.stream().filter(coe -> !found.containsKey(coe)).toList();
        highlights("coe_words", terms, tolerant, left, found);
        return found;
    }

    @SuppressWarnings("unchecked")
    private void highlights(
            String words, SearchTerms terms, boolean tolerant, List<UUID> coes, Map<UUID, List<Highlight>> found) {
        if (coes.isEmpty()) {
            return;
        }
        List<Object[]> rows = database.createNativeQuery(HIGHLIGHTS, Object[].class)
                .setParameter("words", words)
                .setParameter("whole", Highlight.OPTIONS_FOR_ALL)
                .setParameter("excerpt", Highlight.OPTIONS)
                .setParameter("mark", Highlight.MARK)
                .setParameter("terms", terms.encoded())
                .setParameter("resembling", tolerant ? words(terms).toArray(String[]::new) : new String[0])
                .setParameter("coes", coes.toArray(UUID[]::new))
                .getResultList();
        for (Object[] row : rows) {
            found.computeIfAbsent((UUID) row[0], coe -> new ArrayList<>())
                    .add(Highlight.of((String) row[1], (String) row[2]));
        }
    }
}

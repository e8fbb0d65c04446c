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
            "cast(ts_rank('{0.1, 0.2, 0.5, 1}', s.head, (select search_any(:ranked))) as float8)";

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

    /** How it is spelt lately: what is common is in the last thousand COEs that one sees. */
    private static final String SPELLINGS = """
            select typed, word from (
                select typed, said.word, row_number() over (partition by typed order by similarity(typed, said.word) desc, said.word) as place
                from unnest(cast(:typed as varchar[])) as typed, (
                    select distinct word from (
                        select s.words from coe_search s where {visible} order by s.coe_id desc limit 1000) latest,
                        unnest(string_to_array(latest.words, ' ')) as word) said
                where similarity(typed, said.word) >= 0.4) closest
            where place <= 5""";

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
     * @param spellings other spellings of words, which count as well; null when none do
     * @param behind the last row before; null for the first page
     */
    @SuppressWarnings("unchecked")
    List<Object[]> page(
            Question question, Map<String, List<String>> spellings, FoundPlace behind, int limit, Actor actor) {
        Map<String, Object> values = new LinkedHashMap<>();
        String rank = RANK;
        String said = SAID;
        if (spellings != null) {
            said = resembling(question.terms(), spellings, values);
            rank += " + case when " + SAID + " then 1 else 0 end";
            for (String word : values.keySet()) {
                if (word.startsWith("word")) {
                    rank += " + cast(word_similarity(:" + word + ", s.words) as float8) / 10";
                }
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
                .setParameter("ranked", with(question.terms(), spellings))
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

    /** How words that may be misspelt are spelt in COEs that the actor may see; a word that is rare may be missing. */
    @SuppressWarnings("unchecked")
    Map<String, List<String>> spellings(SearchTerms terms, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        List<Object[]> rows = visibility
                .bind(database.createNativeQuery(
                        SPELLINGS.replace("{visible}", visibility.ofActionRows("s")), Object[].class))
                .setParameter("typed", words(terms).toArray(String[]::new))
                .getResultList();
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        rows.forEach(row -> spellings
                .computeIfAbsent((String) row[0], typed -> new ArrayList<>())
                .add((String) row[1]));
        return spellings;
    }

    /** The condition that each term is there, or a word like it; what nobody spells so lately is compared with all. */
    private static String resembling(
            SearchTerms terms, Map<String, List<String>> spellings, Map<String, Object> values) {
        List<String> words = words(terms);
        List<String> alternatives = new ArrayList<>();
        for (List<Term> alternative : terms.alternatives()) {
            List<String> conditions = new ArrayList<>();
            for (Term term : alternative) {
                String parameter = "term" + values.size();
                List<String> others = spellings.getOrDefault(term.words(), List.of());
                boolean mayDiffer = term.kind() != Kind.EXCLUDED && words.contains(term.words());
                List<String> encoded = new ArrayList<>(List.of(new SearchTerms("", List.of(List.of(term))).encoded()));
                if (mayDiffer) {
                    others.forEach(other -> encoded.addAll(List.of("|", "=" + other)));
                }
                values.put(parameter, encoded.toArray(String[]::new));
                if (mayDiffer && others.isEmpty()) {
                    String word = "word" + values.size();
                    values.put(word, term.words());
                    conditions.add("s.coe_id in (select o.coe_id from coe_search o where o.document @@"
                            + " (select search_query(:" + parameter + "))"
                            + " union all select coe_resembling(:" + word + "))");
                } else {
                    conditions.add("s.document @@ (select search_query(:" + parameter + "))");
                }
            }
            alternatives.add(String.join(" and ", conditions));
        }
        return "(" + String.join(" or ", alternatives) + ")";
    }

    /** The terms, with other spellings of them. */
    private static String[] with(SearchTerms terms, Map<String, List<String>> spellings) {
        List<String> all = new ArrayList<>(List.of(terms.encoded()));
        if (spellings != null) {
            spellings.values().forEach(others -> others.forEach(other -> all.add("=" + other)));
        }
        return all.toArray(String[]::new);
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
    Map<UUID, List<Highlight>> highlights(SearchTerms terms, Map<String, List<String>> spellings, List<UUID> coes) {
        Map<UUID, List<Highlight>> found = new LinkedHashMap<>();
        highlights("coe_text", terms, spellings, coes, found);
        List<UUID> left = coes.stream().filter(coe -> !found.containsKey(coe)).toList();
        highlights("coe_words", terms, spellings, left, found);
        return found;
    }

    @SuppressWarnings("unchecked")
    private void highlights(
            String words,
            SearchTerms terms,
            Map<String, List<String>> spellings,
            List<UUID> coes,
            Map<UUID, List<Highlight>> found) {
        if (coes.isEmpty()) {
            return;
        }
        List<Object[]> rows = database.createNativeQuery(HIGHLIGHTS, Object[].class)
                .setParameter("words", words)
                .setParameter("whole", Highlight.OPTIONS_FOR_ALL)
                .setParameter("excerpt", Highlight.OPTIONS)
                .setParameter("mark", Highlight.MARK)
                .setParameter("terms", with(terms, spellings))
                .setParameter(
                        "resembling",
                        spellings == null
                                ? new String[0]
                                : words(terms).stream()
                                        .filter(word -> !spellings.containsKey(word))
                                        .toArray(String[]::new))
                .setParameter("coes", coes.toArray(UUID[]::new))
                .getResultList();
        for (Object[] row : rows) {
            found.computeIfAbsent((UUID) row[0], coe -> new ArrayList<>())
                    .add(Highlight.of((String) row[1], (String) row[2]));
        }
    }
}

package org.coetracker.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.search.SearchTerms.Term;

/** The words of COEs, for those that are misspelt in a search. */
@ApplicationScoped
class Vocabulary {
    /** Much more than anybody types; a longer text is not looked for with other spellings. */
    private static final int MOST_RESEMBLING = 6;
    /** Shorter words resemble too much. */
    private static final int LEAST_RESEMBLING = 4;
    /** Up to this length one mistake is as much as a word bears. */
    private static final int SHORT = 5;

    /**
     * Words with some of the trigrams of those that were typed, and about as long: of the last thousand COEs that one
     * sees, where everything is that is common; and of others, from the index.
     */
    private static final String NEAR = """
            with typed as materialized (
                select t.word as typed, unaccent(lower(t.word)) as folded from unnest(cast(:typed as varchar[])) as t (word)),
            lately as materialized (
                select distinct word from (
                    select s.words from coe_search s where {visible} order by s.coe_id desc limit 1000) latest,
                    unnest(string_to_array(latest.words, ' ')) as word),
            before as materialized (
                select distinct typed.typed, word.word from typed cross join lateral (
                    select s.words from coe_search s
                    where s.coe_id in (select coe_resembling(typed.folded)) and {visible} limit 50) resembling,
                    unnest(string_to_array(resembling.words, ' ')) as word (word)),
            near as (
                select typed.typed, typed.folded, said.word, similarity(typed.folded, said.word) as likeness
                from typed join lately said on similarity(typed.folded, said.word) >= {least}
                union
                select typed.typed, typed.folded, said.word, similarity(typed.folded, said.word)
                from typed join before said on said.typed = typed.typed
                where similarity(typed.folded, said.word) >= {least})
            select typed, folded, word from (
                select typed, folded, word, row_number() over (partition by typed order by likeness desc, word) as place
                from near where abs(length(word) - length(folded)) <= 2 and word <> folded) closest
            where place <= 500""";

    private final EntityManager database;

    Vocabulary(EntityManager database) {
        this.database = database;
    }

    /** Whether other spellings can be looked for. */
    static boolean canResemble(SearchTerms terms) {
        int words = words(terms).size();
        return words > 0 && words <= MOST_RESEMBLING;
    }

    /** How words that may be misspelt are spelt in COEs that the actor may see; a word that is rare may be missing. */
    @SuppressWarnings("unchecked")
    Spellings spellings(SearchTerms terms, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        List<Object[]> rows = visibility
                .bind(database.createNativeQuery(
                        NEAR.replace("{visible}", visibility.ofActionRows("s"))
                                // Two letters that changed places leave a word of five little.
                                .replace("{least}", "case when length(typed.folded) <= 5 then 0.15 else 0.25 end"),
                        Object[].class))
                .setParameter("typed", words(terms).toArray(String[]::new))
                .getResultList();
        Map<String, List<Near>> near = new LinkedHashMap<>();
        for (Object[] row : rows) {
            int mistakes = mistakes((String) row[1], (String) row[2]);
            if (mistakes >= 0) {
                near.computeIfAbsent((String) row[0], typed -> new ArrayList<>())
                        .add(new Near((String) row[2], mistakes));
            }
        }
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        near.forEach((typed, words) -> spellings.put(
                typed,
                words.stream()
                        .sorted(Comparator.comparing(Near::mistakes).thenComparing(Near::word))
                        // A word with one mistake is not taken for one with two.
                        .filter(word -> word.mistakes()
                                == words.stream().mapToInt(Near::mistakes).min().orElseThrow())
                        .limit(Spellings.MOST)
                        .map(Near::word)
                        .toList()));
        return new Spellings(spellings);
    }

    /** A word, and by how many mistakes it was typed. */
    private record Near(String word, int mistakes) {}

    /** How many letters were forgotten, added, mistaken or swapped with the next; negative when too many were. */
    static int mistakes(String typed, String word) {
        return new DamerauLevenshteinDistance(typed.length() <= SHORT ? 1 : 2).apply(typed, word);
    }

    /** The words that others can be taken for. */
    private static List<String> words(SearchTerms terms) {
        return terms.alternatives().stream()
                .flatMap(List::stream)
                .filter(Term::mayDiffer)
                .flatMap(term -> term.parts().stream())
                .filter(word -> word.length() >= LEAST_RESEMBLING
                        && word.length() <= 40
                        && word.codePoints().allMatch(Character::isLetter)
                        && word.codePoints().noneMatch(Character::isIdeographic))
                .distinct()
                .toList();
    }
}

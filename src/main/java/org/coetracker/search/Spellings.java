package org.coetracker.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coetracker.search.SearchTerms.Term;

/**
 * How words that may be misspelt are spelt in COEs.
 *
 * @param of other spellings of a word as it was typed, the closest first
 */
public record Spellings(Map<String, List<String>> of) {
    /** Every word is taken as it is spelt. */
    public static final Spellings NONE = new Spellings(Map.of());

    /** How many other spellings of a word count. */
    static final int MOST = 5;

    /** Whether every word is taken as it is spelt. */
    boolean isEmpty() {
        return of.isEmpty();
    }

    /**
     * Terms with their other spellings, as the database's {@code search_query} takes them. Of a name with dividers that
     * has a misspelt part, the parts count wherever they are.
     */
    String[] encoded(SearchTerms terms) {
        List<String> encoded = new ArrayList<>();
        for (List<Term> alternative : terms.alternatives()) {
            if (!encoded.isEmpty()) {
                encoded.add("|");
            }
            for (Term term : alternative) {
                List<String> parts = term.parts();
                if (!term.mayDiffer() || parts.stream().noneMatch(of::containsKey)) {
                    encoded.add(term.encoded());
                } else if (parts.size() == 1) {
                    encoded.add(term.encoded());
                    add(encoded, parts.get(0));
                } else {
                    for (String part : parts) {
                        encoded.add("=" + part);
                        add(encoded, part);
                    }
                }
            }
        }
        return encoded.toArray(String[]::new);
    }

    private void add(List<String> encoded, String typed) {
        of.getOrDefault(typed, List.of()).forEach(other -> encoded.add("~" + other));
    }
}

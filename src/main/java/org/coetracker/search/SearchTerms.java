package org.coetracker.search;

import java.util.ArrayList;
import java.util.List;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.Violations;

/**
 * What somebody searches for, read as {@code websearch_to_tsquery} reads it: words that all have to be there,
 * {@code "phrases in quotes"}, {@code -excluded}, {@code or} between alternatives. The last word may still be going on.
 * Whatever was typed is a search; nothing is an error of syntax.
 *
 * @param text what was typed
 * @param alternatives of which one has to be fulfilled, term by term
 */
public record SearchTerms(String text, List<List<Term>> alternatives) {
    /** How much may be searched for, in characters. */
    public static final int MAX_LENGTH = 1_000;

    /**
     * Words that belong together.
     *
     * @param kind what is asked of them
     * @param words one word, or a phrase
     */
    public record Term(Kind kind, String words) {
        private String encoded() {
            return kind.sign + words;
        }
    }

    /** What is asked of a term. */
    public enum Kind {
        /** It has to be there. */
        SAID('='),
        /** It has to be there, or to begin so. */
        BEGUN('*'),
        /** It must not be there. */
        EXCLUDED('-');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }
    }

    /** Reads the parameter {@code q}; what is wrong is noted. Null when it is not given. */
    public static SearchTerms read(String q, Violations violations) {
        if (q == null) {
            return null;
        }
        if (q.length() > MAX_LENGTH || !Text.isStorable(q)) {
            violations.parameter("q", "not_text", "q is text of at most 1000 characters, without NUL.");
            return null;
        }
        if (q.isBlank()) {
            violations.parameter("q", "empty", "q has to say what to look for.");
            return null;
        }
        return parse(q);
    }

    /** Reads any text. */
    public static SearchTerms parse(String text) {
        return new Reader(text).read();
    }

    /** As the database's {@code search_query} takes it. */
    public String[] encoded() {
        List<String> encoded = new ArrayList<>();
        for (List<Term> alternative : alternatives) {
            if (!encoded.isEmpty()) {
                encoded.add("|");
            }
            alternative.forEach(term -> encoded.add(term.encoded()));
        }
        return encoded.toArray(String[]::new);
    }

    /** Goes through the text once. */
    private static final class Reader {
        private final String text;
        private final List<List<Term>> alternatives = new ArrayList<>();
        private List<Term> terms = new ArrayList<>();
        private int place;

        Reader(String text) {
            this.text = text;
        }

        SearchTerms read() {
            while (place < text.length()) {
                if (isBlank(place)) {
                    place++;
                } else {
                    term();
                }
            }
            next();
            return new SearchTerms(text, List.copyOf(alternatives));
        }

        private void term() {
            boolean excluded = text.charAt(place) == '-';
            if (excluded) {
                place++;
            }
            if (place < text.length() && text.charAt(place) == '"') {
                int end = text.indexOf('"', place + 1);
                end = end < 0 ? text.length() : end;
                add(excluded ? Kind.EXCLUDED : Kind.SAID, text.substring(place + 1, end));
                place = end + 1;
                return;
            }
            int start = place;
            while (place < text.length() && !isBlank(place) && text.charAt(place) != '"') {
                place++;
            }
            String word = text.substring(start, place);
            if (!excluded && word.equalsIgnoreCase("or")) {
                next();
            } else {
                add(excluded ? Kind.EXCLUDED : place == text.length() ? Kind.BEGUN : Kind.SAID, word);
            }
        }

        private void add(Kind kind, String words) {
            if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
                terms.add(new Term(kind, words));
            }
        }

        private void next() {
            if (!terms.isEmpty()) {
                alternatives.add(terms);
                terms = new ArrayList<>();
            }
        }

        private boolean isBlank(int at) {
            return Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at));
        }
    }
}

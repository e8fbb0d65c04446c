package org.coetracker.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.Violations;

/**
 * What somebody searches for, read as {@code websearch_to_tsquery} reads it: words that all have to be there,
 * {@code "phrases in quotes"}, {@code -excluded}, {@code or} between alternatives. The last word may still be going on.
 * Whatever was typed is a search; nothing is an error of syntax.
 *
 * @param alternatives of which one has to be fulfilled, term by term
 */
public record SearchTerms(List<List<Term>> alternatives) {
    /** How much may be searched for, in characters. */
    public static final int MAX_LENGTH = 1_000;

    private static final Pattern DIVIDERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Two letters or digits, or one sign of a script that writes no blanks, tell how a word begins; "c++" is a whole. */
    private static final Pattern BEGINNING = Pattern.compile("([\\p{L}\\p{M}\\p{N}]{2}|[\\p{L}&&[^\\x00-\\u0dff]])$");

    /**
     * Words that belong together.
     *
     * @param kind what is asked of them
     * @param words one word, or a phrase
     */
    public record Term(Kind kind, String words) {
        /** As the database's {@code search_query} takes it. */
        String encoded() {
            return kind.sign + words;
        }

        /** Whether it may have been misspelt; what stands in quotes is as it is. */
        boolean mayDiffer() {
            return kind == Kind.SAID || kind == Kind.BEGUN;
        }

        /** Its words, without what divides them. */
        List<String> parts() {
            return Arrays.stream(DIVIDERS.split(words))
                    .filter(part -> !part.isEmpty())
                    .toList();
        }
    }

    /** What is asked of a term. */
    public enum Kind {
        /** It has to be there. */
        SAID('='),
        /** It has to be there as it stands in quotes. */
        QUOTED('='),
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

    /** The same terms, none of which may be going on or misspelt: a name is that name. */
    SearchTerms exact() {
        return new SearchTerms(alternatives.stream()
                .map(terms -> terms.stream()
                        .map(term -> term.mayDiffer() ? new Term(Kind.QUOTED, term.words()) : term)
                        .toList())
                .toList());
    }

    /** Whether a phrase says one word over and over, such as "1.1": in a table a text may have it everywhere. */
    boolean isRepetitive() {
        return alternatives.stream()
                .flatMap(List::stream)
                .map(Term::parts)
                .anyMatch(parts ->
                        parts.size() > 1 && parts.stream().allMatch(part -> part.equalsIgnoreCase(parts.get(0))));
    }

    /** The beginnings of words that may be going on. */
    public List<String> begun() {
        return alternatives.stream()
                .flatMap(List::stream)
                .filter(term -> term.kind() == Kind.BEGUN)
                .map(term -> term.parts().get(term.parts().size() - 1))
                .toList();
    }

    /** Reads any text; quotes as a phone or a word processor writes them are quotes. */
    public static SearchTerms parse(String text) {
        return new Reader(text.replace('“', '"').replace('”', '"').replace('„', '"')).read();
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
            return new SearchTerms(List.copyOf(alternatives));
        }

        private void term() {
            boolean excluded = text.charAt(place) == '-';
            if (excluded) {
                place++;
            }
            if (place < text.length() && text.charAt(place) == '"') {
                int end = text.indexOf('"', place + 1);
                end = end < 0 ? text.length() : end;
                add(excluded ? Kind.EXCLUDED : Kind.QUOTED, text.substring(place + 1, end));
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
                boolean begun =
                        place == text.length() && BEGINNING.matcher(word).find();
                add(excluded ? Kind.EXCLUDED : begun ? Kind.BEGUN : Kind.SAID, word);
            }
        }

        private void add(Kind kind, String words) {
            // A Roman numeral of one sign is no letter, and yet a word.
            if (words.codePoints().anyMatch(sign -> Character.isLetterOrDigit(sign) || Character.isAlphabetic(sign))) {
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

package org.coetracker.quality.rule;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words and phrases to look for: whole, in any case of letters, with any space between their words. However accents and
 * apostrophes are written, they are the same.
 */
public final class Words {
    private static final String EDGE = "[\\p{L}\\p{M}\\p{N}_]";
    /** Markdown has underscores around what it stresses. */
    private static final String EDGE_OF_NAMES = "[\\p{L}\\p{M}\\p{N}]";

    private static final String SPACE = "\\s+";
    /** A first name and a last name may have an initial between them that the service does not know of. */
    private static final String SPACE_OR_INITIAL = "\\s+(?:\\p{L}\\.?\\s+)?";

    private final Pattern pattern;

    private Words(Pattern pattern) {
        this.pattern = pattern;
    }

    /** These words. */
    public static Words of(Collection<String> words) {
        return of(words, SPACE, EDGE);
    }

    /** The names of these people, and their handles behind an @. */
    public static Words ofPeople(Collection<String> names) {
        return of(names, SPACE_OR_INITIAL, EDGE_OF_NAMES);
    }

    /** The words of a list: one in a line; blank lines and those that begin with # are passed over. */
    public static Words ofLines(String lines) {
        return of(lines(lines).toList());
    }

    /** The lines of a list that hold a word. */
    public static Stream<String> lines(String lines) {
        return lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private static Words of(Collection<String> words, String between, String edge) {
        String any = words.stream()
                .map(word -> folded(word).strip())
                .filter(word -> !word.isEmpty())
                // The longest first, so that a phrase is found before the word that it begins with.
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .map(word -> expression(word, between, edge))
                .collect(Collectors.joining("|"));
        return new Words(Pattern.compile(
                any.isEmpty() ? "(?!)" : "(?:" + any + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static String expression(String word, String between, String edge) {
        String quoted = Stream.of(word.split("\\s+")).map(Pattern::quote).collect(Collectors.joining(between));
        return (hasNoSpaces(word.codePointAt(0)) ? "" : "(?<!" + edge + ")")
                + quoted
                + (hasNoSpaces(word.codePointBefore(word.length())) ? "" : "(?!" + edge + ")");
    }

    /** Whether the letter is of a script that puts no spaces between words, so that a word has no edge there. */
    private static boolean hasNoSpaces(int letter) {
        return Character.isIdeographic(letter)
                || switch (Character.UnicodeScript.of(letter)) {
                    case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }

    /** Accents composed, and a straight apostrophe for the typographic ones: what looks the same is the same. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('’', '\'')
                .replace('ʼ', '\'');
    }

    /** Whether any of them is in the text. */
    public boolean isIn(String text) {
        return text != null && pattern.matcher(folded(text)).find();
    }

    /** Those that are in the text, as they are written there the first time, in the order in which they come. */
    public List<String> in(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        pattern.matcher(folded(text))
                .results()
                .map(hit -> hit.group().replaceAll("\\s+", " "))
                .forEach(hit -> found.putIfAbsent(hit.toLowerCase(Locale.ROOT), hit));
        return List.copyOf(found.values());
    }
}

package org.coetracker.quality.rule;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
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
    private static final Pattern INITIAL = Pattern.compile("\\p{L}\\.?");

    private final Pattern pattern;

    private Words(Pattern pattern) {
        this.pattern = pattern;
    }

    /** These words. */
    public static Words of(Collection<String> words) {
        return of(words, word -> String.join(SPACE, quoted(word)), EDGE);
    }

    /** The names of these people, and their handles behind an @. */
    public static Words ofPeople(Collection<String> names) {
        return of(names, Words::ofPerson, EDGE_OF_NAMES);
    }

    /** The words of a list: one in a line; blank lines and those that begin with # are passed over. */
    public static Words ofLines(String lines) {
        return of(lines(lines).toList());
    }

    /** The lines of a list that hold a word. */
    public static Stream<String> lines(String lines) {
        return lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private static Words of(Collection<String> words, UnaryOperator<String> inside, String edge) {
        String any = words.stream()
                .map(word -> folded(word).strip())
                .filter(word -> !word.isEmpty())
                // The longest first, so that a phrase is found before the word that it begins with.
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .map(word -> expression(word, inside, edge))
                .collect(Collectors.joining("|"));
        return new Words(Pattern.compile(
                any.isEmpty() ? "(?!)" : "(?:" + any + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static String expression(String word, UnaryOperator<String> inside, String edge) {
        return (hasNoSpaces(word.codePointAt(0)) ? "" : "(?<!" + edge + ")")
                + inside.apply(word)
                + (hasNoSpaces(word.codePointBefore(word.length())) ? "" : "(?!" + edge + ")");
    }

    private static List<String> quoted(String word) {
        return Stream.of(word.split("\\s+")).map(Pattern::quote).toList();
    }

    /** Between first and last name may stand the initial that the account has, none, or one that the account lacks. */
    private static String ofPerson(String name) {
        String[] parts = name.split("\\s+");
        StringBuilder expression = new StringBuilder(Pattern.quote(parts[0]));
        String initials = "";
        for (int index = 1; index < parts.length; index++) {
            if (index < parts.length - 1 && INITIAL.matcher(parts[index]).matches()) {
                initials += "(?:" + Pattern.quote(parts[index].replace(".", "")) + "\\.?\\s+)?";
            } else {
                expression
                        .append(SPACE)
                        .append(initials.isEmpty() ? "(?:\\p{L}\\.?\\s+)?" : initials)
                        .append(Pattern.quote(parts[index]));
                initials = "";
            }
        }
        return expression.toString();
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

    /** Whether any of them is in the text with this before and behind it, so far as the eye reaches, in characters. */
    boolean isIn(String text, int reach, BiPredicate<String, String> sides) {
        String folded = folded(text);
        return pattern.matcher(folded)
                .results()
                .anyMatch(hit -> sides.test(
                        folded.substring(Math.max(0, hit.start() - reach), hit.start()),
                        folded.substring(hit.end(), Math.min(folded.length(), hit.end() + reach))));
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

package org.coetracker.quality.rule;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words and phrases to look for: whole, in any case of letters, with any space between their words. */
public final class Words {
    private static final String EDGE = "[\\p{L}\\p{N}_]";

    private final Pattern pattern;

    private Words(Pattern pattern) {
        this.pattern = pattern;
    }

    /** These words. */
    public static Words of(Collection<String> words) {
        String any = words.stream()
                .map(word -> List.of(word.strip().split("\\s+")).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+")))
                // The longest first, so that a phrase is found before the word that it begins with.
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .collect(Collectors.joining("|"));
        return new Words(
                words.isEmpty()
                        ? Pattern.compile("(?!)")
                        : Pattern.compile(
                                "(?<!" + EDGE + ")(?:" + any + ")(?!" + EDGE + ")",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /** The words of a list: one in a line; blank lines and those that begin with # are passed over. */
    public static Words ofLines(String lines) {
        return of(lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /** Whether any of them is in the text. */
    public boolean isIn(String text) {
        return text != null && pattern.matcher(text).find();
    }

    /** Those that are in the text, as they are written there, in the order in which they come. */
    public List<String> in(String text) {
        return pattern.matcher(text)
                .results()
                .map(hit -> hit.group().replaceAll("\\s+", " "))
                .distinct()
                .toList();
    }
}

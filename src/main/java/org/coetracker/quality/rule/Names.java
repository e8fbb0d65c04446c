package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a record may be the name of a person: two to four words in a row of which the first begins with a capital, and
 * handles behind an @. A first name alone is none: "Grace" and "Will" are words too.
 *
 * @param names in lower case, with one space between the words and no initial between first and last name
 * @param handles without the @
 */
public record Names(Set<String> names, Set<String> handles) {
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}'_-]*");
    /** Not the host of an address. */
    private static final Pattern HANDLE =
            Pattern.compile("(?<![\\p{L}\\p{N}._@-])@([a-z0-9][a-z0-9._-]{0,62})", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEHIND_HANDLE = Pattern.compile("[.-]+$");
    private static final int LONGEST = 4;
    /** A record that holds more has other troubles than wording. */
    private static final int MOST = 10_000;

    private static final int MOST_HANDLES = 1_000;

    /** The candidates in a record; those of causes and actions first, where a name matters most. */
    public static Names in(Subject coe) {
        Names found = new Names(new LinkedHashSet<>(), new LinkedHashSet<>());
        Passage.of(coe).stream()
                .sorted(Comparator.comparing(Names::isLast))
                .forEach(passage -> found.read(Words.folded(passage.text())));
        return found;
    }

    private static boolean isLast(Passage passage) {
        return !passage.pointer().startsWith("/rootCause/causes")
                && !passage.pointer().startsWith("/correctiveActions");
    }

    private void read(String text) {
        Matcher handle = HANDLE.matcher(text);
        while (handle.find() && handles.size() < MOST_HANDLES) {
            String trimmed = BEHIND_HANDLE.matcher(handle.group(1)).replaceFirst("");
            handles.add(trimmed.toLowerCase(Locale.ROOT));
        }
        List<String> row = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find() && names.size() < MOST) {
            if (!isBetween(text.substring(end, word.start()), row)) {
                row.clear();
            }
            end = word.end();
            row.add(word.group());
            if (row.size() > LONGEST) {
                row.remove(0);
            }
            add(row);
        }
    }

    /** Whether a name can go on behind this: a space, and before it the full stop of an initial. */
    private static boolean isBetween(String gap, List<String> row) {
        return gap.isBlank()
                || !row.isEmpty()
                        && isInitial(row.get(row.size() - 1))
                        && gap.startsWith(".")
                        && gap.substring(1).isBlank();
    }

    /** All names that end with the last word. */
    private void add(List<String> row) {
        for (int first = 0; first < row.size() - 1; first++) {
            if (Character.isUpperCase(row.get(first).codePointAt(0))) {
                List<String> words = withoutInitials(row.subList(first, row.size()));
                add(words, "");
                if (words.stream().anyMatch(Names::isInitial)) {
                    add(words, ".");
                }
            }
        }
    }

    /** As the service looks names up: those between first and last name may be in the account or not. */
    private static List<String> withoutInitials(List<String> words) {
        List<String> left = new ArrayList<>(words);
        left.subList(1, left.size() - 1).removeIf(Names::isInitial);
        return left;
    }

    private static boolean isInitial(String word) {
        return word.codePointCount(0, word.length()) == 1;
    }

    private void add(List<String> words, String behindInitial) {
        StringBuilder name = new StringBuilder();
        words.forEach(word ->
                name.append(name.isEmpty() ? "" : " ").append(word).append(isInitial(word) ? behindInitial : ""));
        String lower = name.toString().toLowerCase(Locale.ROOT);
        names.add(lower);
        names.add(withoutEnding(lower));
    }

    /** Without what is no part of a name behind it: a genitive, quotes and stress. */
    private static String withoutEnding(String word) {
        int end = word.length();
        while (end > 0) {
            if (word.charAt(end - 1) == '_' || word.charAt(end - 1) == '\'') {
                end--;
            } else if (word.startsWith("'s", end - 2)) {
                end -= 2;
            } else {
                break;
            }
        }
        return word.substring(0, end);
    }
}

package org.coetracker.quality.rule;

import java.text.Normalizer;
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
 * @param names in lower case, with one space between the words, in each way to write accents and apostrophes
 * @param handles without the @
 */
public record Names(Set<String> names, Set<String> handles) {
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}'_-]*");
    /** Not the host of an address. */
    private static final Pattern HANDLE =
            Pattern.compile("(?<![\\p{L}\\p{N}._@-])@([a-z0-9][a-z0-9._-]{0,62})", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEHIND_HANDLE = Pattern.compile("[.-]+$");
    private static final Pattern BEHIND_WORD = Pattern.compile("(?:'s|'|_)+$", Pattern.CASE_INSENSITIVE);
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
                        && row.get(row.size() - 1).length() == 1
                        && gap.startsWith(".")
                        && gap.substring(1).isBlank();
    }

    /** All names that end with the last word. */
    private void add(List<String> row) {
        for (int first = 0; first < row.size() - 1; first++) {
            if (Character.isUpperCase(row.get(first).codePointAt(0))) {
                List<String> words = row.subList(first, row.size());
                add(words, "");
                if (words.stream().anyMatch(word -> word.length() == 1)) {
                    add(words, ".");
                    add(List.of(words.get(0), words.get(words.size() - 1)), "");
                }
            }
        }
    }

    private void add(List<String> words, String behindInitial) {
        StringBuilder name = new StringBuilder();
        words.forEach(word ->
                name.append(name.isEmpty() ? "" : " ").append(word).append(word.length() == 1 ? behindInitial : ""));
        String lower = name.toString().toLowerCase(Locale.ROOT);
        addSpellings(lower);
        String trimmed = BEHIND_WORD.matcher(lower).replaceFirst("");
        if (!trimmed.equals(lower)) {
            addSpellings(trimmed);
        }
    }

    /** The service keeps names as they were typed. */
    private void addSpellings(String name) {
        names.add(name);
        if (name.indexOf('\'') >= 0) {
            names.add(name.replace('\'', '’'));
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFD)) {
            names.add(Normalizer.normalize(name, Normalizer.Form.NFD));
        }
    }
}

package org.coetracker.quality.rule;

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
 * @param names in lower case, with one space between the words
 * @param handles without the @
 */
public record Names(Set<String> names, Set<String> handles) {
    private static final Pattern WORD = Pattern.compile("(@?)([\\p{L}][\\p{L}\\p{M}\\p{N}'’_-]*)");
    private static final int LONGEST = 4;
    /** A record that holds more has other troubles than wording. */
    private static final int MOST = 20_000;

    /** The candidates in a record. */
    public static Names in(Subject coe) {
        Names found = new Names(new LinkedHashSet<>(), new LinkedHashSet<>());
        Passage.of(coe).forEach(passage -> found.read(passage.text()));
        return found;
    }

    private void read(String text) {
        List<String> row = new java.util.ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            if (!word.group(1).isEmpty()) {
                handles.add(word.group(2).toLowerCase(Locale.ROOT));
            }
            if (!text.substring(end, word.start()).isBlank()) {
                row.clear();
            }
            end = word.end();
            row.add(word.group(2));
            if (row.size() > LONGEST) {
                row.remove(0);
            }
            for (int first = 0; first < row.size() - 1; first++) {
                if (Character.isUpperCase(row.get(first).codePointAt(0)) && names.size() < MOST) {
                    names.add(String.join(" ", row.subList(first, row.size())).toLowerCase(Locale.ROOT));
                }
            }
        }
    }
}

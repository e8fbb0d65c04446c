package org.coetracker.search;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.Ids;

/**
 * A search for one thing by its name: {@code COE-42}, {@code COE-42-A3} or the id of a COE or an action.
 *
 * @param number the number of the COE; 0 when it is named by an id
 * @param action the number of the action; 0 for the COE itself
 * @param id the id; null when it is named by its ref
 */
record Named(long number, long action, UUID id) {
    private static final Pattern REF =
            Pattern.compile("COE-([1-9]\\d{0,17})(?:-A([1-9]\\d{0,8}))?", Pattern.CASE_INSENSITIVE);

    /** What the text names; empty when it is any other search. */
    static Optional<Named> of(String text) {
        Matcher ref = REF.matcher(text.strip());
        if (ref.matches()) {
            long action = ref.group(2) == null ? 0 : Long.parseLong(ref.group(2));
            return Optional.of(new Named(Long.parseLong(ref.group(1)), action, null));
        }
        return Ids.parse(text.strip().toLowerCase(Locale.ROOT)).map(id -> new Named(0, 0, id));
    }
}

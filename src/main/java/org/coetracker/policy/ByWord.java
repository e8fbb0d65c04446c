package org.coetracker.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.coetracker.shared.problem.Violations;

/** Days for each word of an enum. */
final class ByWord {
    private ByWord() {}

    /** The same in the order of the words, without those that a merge patch cleared. */
    static <E extends Enum<E>> Map<E, Integer> of(Class<E> type, Map<E, Integer> days) {
        Map<E, Integer> ordered = new EnumMap<>(type);
        if (days != null) {
            days.forEach((word, value) -> {
                if (value != null) {
                    ordered.put(word, value);
                }
            });
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** Notes each word that is left out. */
    static <E extends Enum<E>> void requireAll(
            String pointer, Class<E> type, Map<E, Integer> days, Violations violations) {
        for (E word : type.getEnumConstants()) {
            if (!days.containsKey(word)) {
                violations.add(at(pointer, word), "required", "Say how many days it is for " + name(word) + ".");
            }
        }
    }

    static String at(String pointer, Enum<?> word) {
        return pointer + "/" + name(word);
    }

    static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

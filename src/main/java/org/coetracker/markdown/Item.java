package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One item of a list: how it begins, its text, and the list of fields that it may end in.
 *
 * @param head how it begins
 * @param text what is said behind the colon, and below
 * @param fields the fields by their plain names
 * @param line the number of its first line
 */
record Item(Head head, Passage text, Map<String, Passage> fields, int line) {

    /** Reads an item that has a head. */
    static Item of(Passage item, Set<String> known, Reading reading, String pointer) {
        Head head = Head.of(item.lines().get(0));
        return of(head, item.beginning(head.rest() == null ? "" : head.rest()), known, reading, pointer);
    }

    /** Reads an item that is a text from its first word on. */
    static Item headless(Passage item, Set<String> known, Reading reading, String pointer) {
        return of(new Head(List.of(), List.of(), null), item, known, reading, pointer);
    }

    private static Item of(Head head, Passage text, Set<String> known, Reading reading, String pointer) {
        if (!known.isEmpty()) {
            List<Blocks.Part> parts = Blocks.of(text);
            Blocks.Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (last != null && last.isList() && hasFields(last.items(), known)) {
                return new Item(
                        head, text.part(0, last.start()), fields(last.items(), known, reading, pointer), text.first());
            }
        }
        return new Item(head, text, Map.of(), text.first());
    }

    /** Whether a list is one of fields: one of them suffices, so that a misspelt one beside it is named. */
    static boolean hasFields(List<Passage> items, Set<String> known) {
        return items.stream().anyMatch(item -> known.contains(name(item)));
    }

    private static String name(Passage item) {
        String line = item.lines().get(0);
        int colon = line.indexOf(':');
        return colon < 0 ? "" : Head.plain(line.substring(0, colon));
    }

    /** The fields of a list by their plain names; what is none of the known ones is noted. */
    static Map<String, Passage> fields(List<Passage> items, Set<String> known, Reading reading, String pointer) {
        Map<String, Passage> fields = new LinkedHashMap<>();
        for (Passage item : items) {
            String name = name(item);
            String line = item.lines().get(0);
            if (!known.contains(name)) {
                List<String> names = new ArrayList<>(known);
                names.sort(null);
                reading.wrong(
                        pointer,
                        "unknown_field",
                        "\"" + shown(line) + "\" is none of the fields of this; they are " + String.join(", ", names)
                                + ".",
                        item.first());
            } else if (fields.containsKey(name)) {
                reading.wrong(pointer, "twice", "\"" + name + "\" is said twice.", item.first());
            } else {
                fields.put(
                        name,
                        item.beginning(line.substring(line.indexOf(':') + 1).replaceFirst("^[ \t]+", "")));
            }
        }
        return fields;
    }

    /** The beginning of a line, for a message about it. */
    static String shown(String line) {
        String stripped = line.strip();
        return stripped.codePointCount(0, stripped.length()) <= 60
                ? stripped
                : stripped.substring(0, stripped.offsetByCodePoints(0, 59)) + "…";
    }
}

package org.coetracker.coe.answer;

import java.util.HashSet;
import java.util.Set;

/** Ids of the items inside a record: unique in it, chosen by the client or given here, the same across edits. */
public final class ItemIds {
    /** What an id looks like. */
    public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    static final String MESSAGE = "has 1 to 40 letters, digits, dots, dashes or underscores, a letter or digit first";

    private final Set<String> taken;

    /** Ids beside those that are taken, among them ones of items that are gone. */
    public ItemIds(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The id, or the first free one of its kind. */
    public String orNext(String id, String prefix) {
        if (id != null) {
            return id;
        }
        int number = 1;
        while (!taken.add(prefix + number)) {
            number++;
        }
        return prefix + number;
    }
}

package org.coetracker.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.coetracker.history.HistoryEntry.MemberChange;

/** What differs between two snapshots: member by member, a list as a whole. */
public final class Differences {
    /** Derived from the time of reading, or said by the entry itself. */
    public static final Set<String> LEFT_OUT = Set.of("overdue", "daysOverdue", "flaggedAt", "version", "updatedAt");

    private Differences() {}

    /** Each member that differs. */
    public static List<MemberChange> between(JsonNode before, JsonNode after) {
        List<MemberChange> changes = new ArrayList<>();
        compare("", before, after, changes);
        return changes;
    }

    private static void compare(String pointer, JsonNode before, JsonNode after, List<MemberChange> changes) {
        if (before.equals(after) || isNothing(before) && isNothing(after)) {
            return;
        }
        if ((before.isObject() || isNothing(before)) && (after.isObject() || isNothing(after))) {
            Set<String> members = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(members::add);
            after.fieldNames().forEachRemaining(members::add);
            members.removeAll(pointer.isEmpty() ? LEFT_OUT : Set.of());
            for (String member : members) {
                compare(pointer + "/" + member, before.path(member), after.path(member), changes);
            }
            return;
        }
        changes.add(new MemberChange(pointer, orNull(before), orNull(after)));
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static JsonNode orNull(JsonNode node) {
        return node instanceof MissingNode ? null : node;
    }
}

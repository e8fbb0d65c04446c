package org.coetracker.coe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coetracker.history.History;
import org.coetracker.history.History.LastChange;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/**
 * Edits that were begun on an older version of a record. One goes through all the same when it names nothing that was
 * changed since: two people who answer two questions at the same time lose nothing, and are not sent back.
 */
@ApplicationScoped
class StaleEdits {
    /** What authors write: a change of one of these says nothing about the others. */
    private static final Set<String> MERGED = Set.of(
            "title",
            "summary",
            "services",
            "regions",
            "tags",
            "incident",
            "whatHappened",
            "impact",
            "rootCause",
            "supportingData",
            "criticalImplications",
            "lessons",
            "relatedItems");

    /** What is decided in view of the whole record: who may see it, whose it is, how bad it was. */
    private static final Set<String> DECIDED = Arrays.stream(NewCoe.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(member -> !MERGED.contains(member))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SAYS_NOTHING = Set.of("version", "updatedAt");

    /** So many versions are looked through for who changed what; longer ago, it is not said. */
    private static final int MOST_VERSIONS = 200;

    private final History history;

    StaleEdits(History history) {
        this.history = history;
    }

    /**
     * Lets an edit on.
     *
     * @param kept members that the service keeps; sent along as they were read, they are no part of the edit
     * @return the version that it was begun on, when that is an older one than there is
     * @throws ProblemException 412 when something that it names was changed since
     */
    OptionalInt admit(Coe coe, IfMatch expected, MergePatch patch, Set<String> kept) {
        if (expected.accepts(coe.version())) {
            return OptionalInt.empty();
        }
        int read = expected.oldest().orElse(0);
        Optional<JsonNode> revision =
                read > 0 && read < coe.version() ? history.revision(coe.id(), read) : Optional.empty();
        if (revision.isEmpty()) {
            throw ProblemException.stale(coe.version());
        }
        ObjectNode base = (ObjectNode) revision.get();
        ObjectNode current = current(coe);
        ObjectNode wanted = patch.applyTo(base);
        List<String> against = new ArrayList<>();
        for (String member : patch.members()) {
            JsonNode now = current.path(member);
            boolean wants = !Amendments.equal(wanted.path(member), now);
            if (kept.contains(member)) {
                if (Amendments.equal(wanted.path(member), base.path(member))) {
                    patch.take(member);
                }
            } else if (wants && (DECIDED.contains(member) || differs(base, current, member))) {
                against.add(member);
            }
        }
        if (!against.isEmpty()) {
            throw refused(coe, read, base, against);
        }
        return OptionalInt.of(read);
    }

    private ProblemException refused(Coe coe, int read, ObjectNode base, List<String> against) {
        List<LastChange> changes = changedSince(coe, read, base);
        Map<String, LastChange> byMember =
                changes.stream().collect(Collectors.toMap(LastChange::member, change -> change));
        String changed = against.stream()
                .filter(byMember::containsKey)
                .map(member -> member + said(byMember.get(member)))
                .collect(Collectors.joining(", "));
        String decided =
                against.stream().filter(member -> !byMember.containsKey(member)).collect(Collectors.joining(", "));
        return ProblemException.of(
                ErrorCode.STALE,
                (changed.isEmpty() ? "" : "Changed since version " + read + ", which you read: " + changed + ". ")
                        + (decided.isEmpty() ? "" : "Only who has read the current version changes " + decided + ". ")
                        + "Nothing of your change was written. The record is at version " + coe.version()
                        + " now. Read it again, bring the two together, and send the change with the new ETag.",
                Map.of("currentVersion", coe.version(), "conflicts", against, "changedSince", JsonText.tree(changes)));
    }

    private static String said(LastChange change) {
        return change.by() == null ? "" : " (by " + change.by() + ", version " + change.version() + ")";
    }

    /** Every member that is not what it was, with its last change, oldest first. */
    private List<LastChange> changedSince(Coe coe, int read, ObjectNode base) {
        ObjectNode current = current(coe);
        Map<String, LastChange> changed = new TreeMap<>();
        current.fieldNames().forEachRemaining(member -> {
            if (!SAYS_NOTHING.contains(member) && differs(base, current, member)) {
                changed.put(member, new LastChange(member, null, null, null));
            }
        });
        history.lastChanges(coe.id(), read, MOST_VERSIONS).forEach(change -> changed.replace(change.member(), change));
        return changed.values().stream()
                .sorted(Comparator.comparing(
                        LastChange::version, Comparator.nullsFirst(Comparator.<Integer>naturalOrder())))
                .toList();
    }

    /**
     * Ends a change that would break rules of the record.
     *
     * @param read the version that the change was begun on, when that is an older one than there is
     * @throws ProblemException 422, which says when the change met others
     */
    void orElseThrow(Violations violations, Coe coe, OptionalInt read) {
        if (violations.isEmpty() || read.isEmpty()) {
            violations.orElseThrow(ErrorCode.INVALID);
            return;
        }
        ObjectNode base =
                (ObjectNode) history.revision(coe.id(), read.getAsInt()).orElseThrow();
        List<LastChange> changes = changedSince(coe, read.getAsInt(), base);
        String members = changes.stream()
                .map(LastChange::member)
                .filter(MERGED::contains)
                .collect(Collectors.joining(", "));
        throw ProblemException.of(
                ErrorCode.INVALID,
                "Your change, which you began on version " + read.getAsInt()
                        + ", does not go together with what was changed since"
                        + (members.isEmpty() ? "" : " (" + members + ")")
                        + ", or is wrong by itself; \"errors\" lists what would be wrong with the record. Nothing was"
                        + " written.",
                violations.list(),
                Map.of("currentVersion", coe.version(), "changedSince", JsonText.tree(changes)));
    }

    private static boolean differs(ObjectNode base, ObjectNode current, String member) {
        return !Amendments.equal(base.path(member), current.path(member));
    }

    private static ObjectNode current(Coe coe) {
        return (ObjectNode) JsonText.parse(JsonText.write(CoeView.of(coe, null)));
    }
}

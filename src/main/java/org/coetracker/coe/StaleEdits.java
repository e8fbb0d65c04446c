package org.coetracker.coe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coetracker.history.History;
import org.coetracker.history.History.LastChange;
import org.coetracker.shared.http.Answers;
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

    /** Who sees a restricted record follows from these. */
    private static final List<String> AUDIENCE =
            List.of("confidentiality", "team", "owner", "reviewers", "reviewTeams", "visibleTo");

    /** What is shown with a record and is no part of its revisions. */
    private static final String ACTIONS = "correctiveActions";

    private static final String REVIEW = "review";

    /** Which lists of a question have items with ids. */
    private static final Map<String, String> ITEMS = Map.of(
            "whatHappened", "timeline",
            "rootCause", "causes",
            "supportingData", "items",
            "lessons", "items");

    private static final Set<String> SAYS_NOTHING = Set.of("version", "updatedAt");

    /** So many versions are looked through for who changed what; longer ago, it is not said. */
    private static final int MOST_VERSIONS = 50;

    private final History history;
    private final Amendments amendments;

    StaleEdits(History history, Amendments amendments) {
        this.history = history;
        this.amendments = amendments;
    }

    /**
     * Lets an edit on.
     *
     * @param kept members that the service keeps; sent along as they were read, they are no part of the edit
     * @param shown the record as it is shown by now, with its actions and its review
     * @return the version that it was begun on, when that is an older one than there is
     * @throws ProblemException 412 when something that it names was changed since, or who sees what it says
     */
    OptionalInt admit(Coe coe, IfMatch expected, MergePatch patch, Set<String> kept, Supplier<CoeView> shown) {
        if (expected.accepts(coe.version())) {
            requireShownAsRead(coe, expected, patch, shown);
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
        Set<String> against = new LinkedHashSet<>();
        boolean changes = false;
        ObjectNode said = null;
        for (String member : patch.members()) {
            if (kept.contains(member)) {
                if (isAsRead(coe, read, member, wanted.path(member), base, shown)) {
                    patch.take(member);
                } else if (member.equals(ACTIONS) || member.equals(REVIEW)) {
                    against.add(member);
                }
                continue;
            }
            boolean wants = !Amendments.equal(wanted.path(member), current.path(member));
            if (wants && (DECIDED.contains(member) || differs(base, current, member))) {
                said = said == null ? said(wanted, current) : said;
                if (Amendments.equal(said.path(member), current.path(member))) {
                    patch.take(member);
                    wants = false;
                } else {
                    against.add(member);
                }
            }
            changes |= wants;
        }
        if (changes && isRestricted(base)) {
            AUDIENCE.stream().filter(member -> differs(base, current, member)).forEach(against::add);
        }
        if (!patch.names("supportingData") && citesAnother(wanted, base, current)) {
            against.add("supportingData");
        }
        if (!against.isEmpty()) {
            throw refused(coe, read, base, against);
        }
        return OptionalInt.of(read);
    }

    /**
     * Actions and approvals change without a new version of the record. Whoever sends all of it back as they read it has
     * not tried to write them.
     */
    private static void requireShownAsRead(Coe coe, IfMatch expected, MergePatch patch, Supplier<CoeView> shown) {
        if (!patch.names(ACTIONS) && !patch.names(REVIEW)) {
            return;
        }
        CoeView view = shown.get();
        ObjectNode current = (ObjectNode) JsonText.parse(JsonText.write(view));
        ObjectNode wanted = patch.applyTo(current);
        List<String> against = Stream.of(ACTIONS, REVIEW)
                .filter(member -> patch.names(member) && differs(wanted, current, member))
                .toList();
        if (!against.isEmpty() && !expected.hasReadAll(() -> Answers.tagOf(view))) {
            throw ProblemException.of(
                    ErrorCode.STALE,
                    "Changed since you read the record, though its version is the same: " + String.join(", ", against)
                            + ". Nothing of your change was written. Leave them out, as the service keeps them, or read the"
                            + " record again and send the change with the new ETag.",
                    Map.of("currentVersion", coe.version(), "conflicts", against, "changedSince", List.of()));
        }
    }

    private boolean isAsRead(
            Coe coe, int read, String member, JsonNode sent, ObjectNode base, Supplier<CoeView> shown) {
        if (!member.equals(ACTIONS) && !member.equals(REVIEW)) {
            return Amendments.equal(sent, base.path(member));
        }
        if (Amendments.equal(sent, JsonText.parse(JsonText.write(shown.get())).path(member))) {
            return true;
        }
        return member.equals(ACTIONS)
                && Amendments.equal(
                        sent, JsonNodeFactory.instance.arrayNode().addAll(history.actionsAt(coe.id(), read)));
    }

    /**
     * What an edit comes to, as it would be shown: times in UTC, what was left out filled in, and items without an id those
     * of the current record that are at their place. So an edit that is sent again is known, whoever wrote it how.
     */
    private ObjectNode said(ObjectNode wanted, ObjectNode current) {
        ObjectNode own = wanted.deepCopy();
        own.remove(List.of(ACTIONS, REVIEW));
        ObjectNode said = (ObjectNode) JsonText.parse(JsonText.write(amendments.said(own, NewCoe.class)));
        if (said.path("owner").isNull()) {
            said.set("owner", current.path("createdBy"));
        }
        ITEMS.forEach((question, list) -> {
            JsonNode items = said.path(question).path(list);
            JsonNode known = current.path(question).path(list);
            for (int place = 0; items.size() == known.size() && place < items.size(); place++) {
                if (items.get(place).path("id").isNull()) {
                    ((ObjectNode) items.get(place)).set("id", known.get(place).path("id"));
                }
            }
        });
        return said;
    }

    private static boolean isRestricted(ObjectNode record) {
        return record.path("confidentiality")
                .asText()
                .equals(Confidentiality.RESTRICTED.name().toLowerCase(Locale.ROOT));
    }

    /** Whether the edit points at evidence that its author has not read so: changed or added since. */
    private static boolean citesAnother(ObjectNode wanted, ObjectNode base, ObjectNode current) {
        Set<Citation> cited = cited(wanted);
        cited.removeAll(cited(base));
        if (cited.isEmpty()) {
            return false;
        }
        Map<String, JsonNode> read = evidence(base);
        Map<String, JsonNode> now = evidence(current);
        return cited.stream()
                .map(Citation::evidence)
                .anyMatch(id ->
                        now.containsKey(id) && !(read.containsKey(id) && Amendments.equal(read.get(id), now.get(id))));
    }

    /**
     * That something rests on a piece of evidence.
     *
     * @param list where it stands
     * @param item its id; empty when it has none yet
     * @param evidence the id of the evidence
     */
    private record Citation(String list, String item, String evidence) {}

    /** Which entries and causes name which pieces of evidence. */
    private static Set<Citation> cited(ObjectNode record) {
        Set<Citation> cited = new HashSet<>();
        for (String list : List.of("/whatHappened/timeline", "/rootCause/causes")) {
            record.at(list)
                    .forEach(item -> item.path("evidence")
                            .forEach(id ->
                                    cited.add(new Citation(list, item.path("id").asText(""), id.asText()))));
        }
        return cited;
    }

    private static Map<String, JsonNode> evidence(ObjectNode record) {
        Map<String, JsonNode> evidence = new HashMap<>();
        record.at("/supportingData/items")
                .forEach(item -> evidence.put(item.path("id").asText(), item));
        return evidence;
    }

    private ProblemException refused(Coe coe, int read, ObjectNode base, Set<String> against) {
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
        history.lastChanges(coe.id(), read, MOST_VERSIONS, changed.keySet())
                .forEach(change -> changed.replace(change.member(), change));
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

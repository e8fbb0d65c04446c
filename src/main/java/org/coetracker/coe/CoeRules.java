package org.coetracker.coe;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.SupportingData.Evidence;
import org.coetracker.coe.answer.WhatHappened.Entry;
import org.coetracker.shared.problem.Violations;

/** What has to be true of a record beyond the shape of its members: order of times, ids, pointers, no cycle. */
final class CoeRules {
    private static final String CAUSES = "/rootCause/causes";
    private static final String EVIDENCE = "/supportingData/items";

    private final NewCoe coe;
    private final Violations violations;

    private CoeRules(NewCoe coe, Violations violations) {
        this.coe = coe;
        this.violations = violations;
    }

    static void check(NewCoe coe, Violations violations) {
        CoeRules rules = new CoeRules(coe, violations);
        rules.timesDoNotRunBackwards();
        rules.idsAreUnique();
        rules.pointersResolve();
        rules.causesHaveNoCycle();
    }

    private void timesDoNotRunBackwards() {
        String earlier = null;
        Instant latest = null;
        for (Map.Entry<String, Instant> time : coe.incident().inOrder().entrySet()) {
            if (time.getValue() == null) {
                continue;
            }
            if (latest != null && time.getValue().isBefore(latest)) {
                violations.add(
                        "/incident/" + time.getKey(),
                        "runs_backwards",
                        time.getKey() + " may not be before " + earlier + ".");
            } else {
                latest = time.getValue();
                earlier = time.getKey();
            }
        }
    }

    private void idsAreUnique() {
        Set<String> seen = new HashSet<>();
        unique(
                "/whatHappened/timeline",
                coe.whatHappened().timeline().stream().map(Entry::id).toList(),
                seen);
        unique(CAUSES, coe.rootCause().causes().stream().map(Cause::id).toList(), seen);
        unique(EVIDENCE, coe.supportingData().items().stream().map(Evidence::id).toList(), seen);
        unique(
                "/lessons/items",
                coe.lessons().items().stream().map(Lessons.Lesson::id).toList(),
                seen);
    }

    private void unique(String pointer, List<String> ids, Set<String> seen) {
        Violations.each(pointer, ids, (place, id) -> {
            if (id != null && !seen.add(id)) {
                violations.add(place + "/id", "not_unique", "Another item of this record has the id \"" + id + "\".");
            }
        });
    }

    private void pointersResolve() {
        Set<String> evidence = new HashSet<>(
                coe.supportingData().items().stream().map(Evidence::id).toList());
        Set<String> causes = causeIds();
        Violations.each(
                "/whatHappened/timeline",
                coe.whatHappened().timeline(),
                (place, entry) -> resolve(place + "/evidence", entry.evidence(), evidence, "no supporting data"));
        Violations.each(CAUSES, coe.rootCause().causes(), (place, cause) -> {
            resolve(place + "/evidence", cause.evidence(), evidence, "no supporting data");
            resolve(place + "/becauseOf", cause.becauseOf(), causes, "no cause");
        });
    }

    /** The ids of the files that the record names. */
    static List<String> attachments(NewCoe coe) {
        return coe.supportingData().items().stream()
                .filter(Objects::nonNull)
                .map(Evidence::attachment)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Notes each piece of evidence that names a file which the COE does not have. */
    static void checkAttachments(NewCoe coe, Set<String> attached, Violations violations) {
        Violations.each(EVIDENCE, coe.supportingData().items(), (place, item) -> {
            if (item != null && item.attachment() != null && !attached.contains(item.attachment())) {
                violations.add(place + "/attachment", "unresolved_pointer", "This COE has no attachment with that id.");
            }
        });
    }

    private void resolve(String pointer, List<String> ids, Set<String> known, String what) {
        Violations.each(pointer, ids, (place, id) -> {
            if (!known.contains(id)) {
                violations.add(place, "unresolved_pointer", "This record has " + what + " with the id \"" + id + "\".");
            }
        });
    }

    /** The ids of the causes that have one already. */
    private Set<String> causeIds() {
        return new HashSet<>(coe.rootCause().causes().stream().map(Cause::id).toList());
    }

    private void causesHaveNoCycle() {
        if (coe.rootCause().causes().size() > RootCause.MAX_CAUSES) {
            return; // Refused for that already.
        }
        Map<String, Integer> places = new HashMap<>();
        List<Cause> causes = coe.rootCause().causes();
        for (int index = 0; index < causes.size(); index++) {
            if (causes.get(index).id() != null) {
                places.putIfAbsent(causes.get(index).id(), index);
            }
        }
        Set<Integer> finished = new HashSet<>();
        for (int index = 0; index < causes.size(); index++) {
            follow(index, places, new HashSet<>(), finished);
        }
    }

    /** Goes from a cause to those that answer its "why"; who comes back to one on the way has found a cycle. */
    private void follow(int index, Map<String, Integer> places, Set<Integer> way, Set<Integer> finished) {
        if (finished.contains(index)) {
            return;
        }
        way.add(index);
        List<String> because = coe.rootCause().causes().get(index).becauseOf();
        for (int position = 0; position < because.size(); position++) {
            Integer next = places.get(because.get(position));
            if (next == null) {
                continue;
            }
            if (way.contains(next)) {
                violations.add(
                        CAUSES + "/" + index + "/becauseOf/" + position,
                        "cycle",
                        "A cause cannot be the answer to its own \"why\"; this pointer closes a circle.");
            } else {
                follow(next, places, way, finished);
            }
        }
        way.remove(index);
        finished.add(index);
    }

    /** Notes each action of the record that names a cause which is going away. */
    static void checkActionCauses(List<List<String>> causesOfActions, Set<String> causes, Violations violations) {
        Violations.each(
                "/correctiveActions",
                causesOfActions,
                (action, named) -> Violations.each(action + "/causes", named, (place, cause) -> {
                    if (!causes.contains(cause)) {
                        violations.add(
                                place,
                                "unresolved_pointer",
                                "This action names the cause \"" + cause + "\"; keep the cause or change the action.");
                    }
                }));
    }
}

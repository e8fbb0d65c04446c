package org.coetracker.timeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.coe.answer.WhatHappened.Entry;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** What the entries that were read add to a record: those that it does not have, each behind what was no later. */
final class Additions {
    /** Two entries are the same when they say the same of the same moment. */
    private record Said(Instant at, String text) {}

    private final List<Line> lines;
    private final Violations violations;
    private final List<Boolean> isNew = new ArrayList<>();
    private final List<Entry> timeline;

    private Additions(List<Line> lines, Violations violations, List<Entry> timeline) {
        this.lines = lines;
        this.violations = violations;
        this.timeline = timeline;
    }

    /**
     * What is added to a record.
     *
     * @param violations what is wrong with the text, to which is added what does not go together with the record
     */
    static Additions to(CoeView record, List<Line> lines, Violations violations) {
        Additions additions = new Additions(lines, violations, new ArrayList<>(timeline(record)));
        Set<String> evidence = JsonText.read(record.supportingData(), SupportingData.class).items().stream()
                .map(SupportingData.Evidence::id)
                .collect(Collectors.toSet());
        Map<Said, Entry> known = additions.known();
        for (Line line : lines) {
            line.evidence().stream()
                    .filter(id -> !evidence.contains(id))
                    .forEach(id -> violations.add(
                            Lines.pointer(line.number()),
                            "unresolved_pointer",
                            "This record has no supporting data with the id \"" + Lines.shown(id) + "\"."));
            Entry entry = new Entry(null, line.at(), line.kind(), line.text(), line.evidence());
            boolean added = known.putIfAbsent(new Said(line.at(), line.text()), entry) == null;
            additions.isNew.add(added);
            if (added) {
                additions.add(entry);
            }
        }
        if (additions.timeline.size() > Lines.MOST) {
            violations.add(
                    "/lines",
                    "too_many",
                    "A timeline has at most 1,000 entries; with these it would have " + additions.timeline.size()
                            + ".");
        }
        return additions;
    }

    /**
     * Ends what cannot be added.
     *
     * @throws ProblemException 422 when lines are not understood, name supporting data that is not there, or are too many
     */
    void check() {
        violations.orElseThrow(ErrorCode.INVALID);
    }

    private static List<Entry> timeline(CoeView record) {
        return JsonText.read(record.whatHappened(), WhatHappened.class).timeline();
    }

    private Map<Said, Entry> known() {
        Map<Said, Entry> known = new HashMap<>();
        timeline.forEach(entry -> known.putIfAbsent(new Said(entry.at(), entry.text()), entry));
        return known;
    }

    /** What is there keeps its place, in whatever order its authors have it. */
    private void add(Entry entry) {
        int place = timeline.size();
        while (place > 0 && timeline.get(place - 1).at().isAfter(entry.at())) {
            place--;
        }
        timeline.add(place, entry);
    }

    /**
     * The change of the record.
     *
     * @param reason why an approved record is changed; may be null
     */
    MergePatch patch(String reason) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        if (isNew.contains(true)) {
            patch.putObject("whatHappened").set("timeline", JsonText.tree(timeline));
        }
        if (reason != null) {
            patch.put("reason", reason);
        }
        return MergePatch.of(patch);
    }

    /** What was understood of each line, with the ids in a record. */
    List<ImportedLine> in(CoeView record) {
        Map<Said, String> ids = new HashMap<>();
        timeline(record).forEach(entry -> ids.putIfAbsent(new Said(entry.at(), entry.text()), entry.id()));
        List<ImportedLine> imported = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            Line line = lines.get(index);
            imported.add(new ImportedLine(
                    line.number(),
                    ids.get(new Said(line.at(), line.text())),
                    line.at(),
                    line.kind(),
                    line.text(),
                    line.evidence(),
                    isNew.get(index),
                    line.remarks()));
        }
        return imported;
    }
}

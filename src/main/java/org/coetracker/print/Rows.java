package org.coetracker.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.action.ActionView;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;

/** The items of a record as rows of the print. */
final class Rows {
    private Rows() {}

    /** The timeline; the day is said where it changes. */
    static List<Map<String, Object>> timeline(WhatHappened answer, Ink ink) {
        List<Map<String, Object>> rows = new ArrayList<>();
        String day = "";
        for (WhatHappened.Entry entry : answer.timeline()) {
            String own = Words.day(entry.at());
            rows.add(row(
                    "day", own.equals(day) ? null : own,
                    "at", Words.clock(entry.at()),
                    "kind", entry.kind() == WhatHappened.Kind.OTHER ? null : Words.of(entry.kind()),
                    "text", ink.markdown(entry.text()),
                    "evidence", refs(entry.evidence())));
            day = own;
        }
        return rows;
    }

    static List<Map<String, Object>> measures(Impact answer, Ink ink) {
        return answer.measures().stream()
                .map(measure -> row(
                        "kind", Words.of(measure.kind()),
                        "value", "%,.6f".formatted(measure.value()).replaceAll("\\.?0+$", ""),
                        "unit", ink.plain(measure.unit()),
                        "estimated", measure.estimated()))
                .toList();
    }

    static List<Map<String, Object>> causes(RootCause answer, List<ActionView> actions, Ink ink) {
        return answer.causes().stream()
                .map(cause -> row(
                        "id", cause.id(),
                        "isRoot", cause.kind() == RootCause.Kind.ROOT_CAUSE,
                        "kind", Words.of(cause.kind()),
                        "category", Words.of(cause.category()),
                        "text", ink.markdown(cause.text()),
                        "because", refs(cause.becauseOf()),
                        "evidence", refs(cause.evidence()),
                        "actions",
                                refs(actions.stream()
                                        .filter(action -> action.causes().contains(cause.id()))
                                        .map(action -> action.ref()
                                                .substring(action.ref().indexOf("-A") + 1))
                                        .toList())))
                .toList();
    }

    static List<Map<String, Object>> evidence(SupportingData answer, Ink ink) {
        return answer.items().stream()
                .map(item -> row(
                        "id", item.id(),
                        "kind", Words.of(item.kind()),
                        "title", ink.plain(item.title()),
                        "url", item.url() == null ? null : ink.plain(item.url()),
                        "text", item.text() == null || item.text().isBlank() ? null : ink.plain(item.text()),
                        "attachment", item.attachment(),
                        "captured", Words.time(item.capturedAt())))
                .toList();
    }

    static List<Map<String, Object>> implications(CriticalImplications answer, Ink ink) {
        return answer.items().stream()
                .map(item -> row(
                        "pillar", Words.of(item.pillar()),
                        "level", Words.of(item.level()),
                        "text", ink.markdown(item.text())))
                .toList();
    }

    /** The lessons by their kinds. */
    static List<Map<String, Object>> lessons(Lessons answer, Ink ink) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (Lessons.Kind kind : Lessons.Kind.values()) {
            List<Map<String, Object>> items = answer.items().stream()
                    .filter(lesson -> lesson.kind() == kind)
                    .map(lesson ->
                            row("text", ink.markdown(lesson.text()), "question", ink.plain(lesson.checklistQuestion())))
                    .toList();
            if (!items.isEmpty()) {
                kinds.add(row("kind", Words.heading(kind), "items", items));
            }
        }
        return kinds;
    }

    static List<Map<String, Object>> related(List<RelatedItem> items) {
        return items.stream()
                .map(item -> row(
                        "ref", item.ref(),
                        "relation", item.relation().replace('_', ' '),
                        "prevented", item.wouldHavePrevented()))
                .toList();
    }

    static String refs(List<String> refs) {
        return refs.isEmpty() ? null : String.join(", ", refs);
    }

    /** Names and values, null among them. */
    static Map<String, Object> row(Object... values) {
        Map<String, Object> row = new HashMap<>();
        for (int index = 0; index < values.length; index += 2) {
            row.put((String) values[index], values[index + 1]);
        }
        return row;
    }
}

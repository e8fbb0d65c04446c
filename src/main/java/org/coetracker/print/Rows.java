package org.coetracker.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.action.ActionView;
import org.coetracker.coe.AttachedFiles;
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
        List<Map<String, Object>> rows = ink.rows(
                "timeline",
                answer.timeline(),
                entry -> row(
                        "day", Words.day(entry.at()),
                        "at", Words.clock(entry.at()),
                        "kind", entry.kind() == WhatHappened.Kind.OTHER ? null : Words.of(entry.kind()),
                        "text", ink.markdown(entry.text()),
                        "evidence", ink.list(entry.evidence())));
        Object day = null;
        for (Map<String, Object> row : rows) {
            Object own = row.get("day");
            row.put("day", own.equals(day) ? null : own);
            day = own;
        }
        return rows;
    }

    static List<Map<String, Object>> measures(Impact answer, Ink ink) {
        return ink.rows(
                "measures",
                answer.measures(),
                measure -> row(
                        "kind", Words.of(measure.kind()),
                        "value", Words.number(measure.value()),
                        "unit", ink.plain(measure.unit()),
                        "estimated", measure.estimated()));
    }

    static List<Map<String, Object>> causes(RootCause answer, List<ActionView> actions, Ink ink) {
        return ink.rows(
                "causes",
                answer.causes(),
                cause -> row(
                        "id", cause.id(),
                        "isRoot", cause.kind() == RootCause.Kind.ROOT_CAUSE,
                        "kind", Words.of(cause.kind()),
                        "category", Words.of(cause.category()),
                        "text", ink.markdown(cause.text()),
                        "because", ink.list(cause.becauseOf()),
                        "evidence", ink.list(cause.evidence()),
                        "actions",
                                ink.list(actions.stream()
                                        .filter(action -> action.causes().contains(cause.id()))
                                        .map(action -> action.ref()
                                                .substring(action.ref().indexOf("-A") + 1))
                                        .toList())));
    }

    static List<Map<String, Object>> evidence(SupportingData answer, Map<String, AttachedFiles.Named> files, Ink ink) {
        return ink.rows(
                "evidence",
                answer.items(),
                item -> row(
                        "id", item.id(),
                        "kind", Words.of(item.kind()),
                        "title", ink.plain(item.title()),
                        "url", item.url() == null ? null : ink.plain(item.url()),
                        "text", item.text() == null || item.text().isBlank() ? null : ink.plain(item.text()),
                        "attachment",
                                item.attachment() == null
                                        ? null
                                        : ink.plain(
                                                files.containsKey(item.attachment())
                                                        ? files.get(item.attachment())
                                                                .name()
                                                        : item.attachment()),
                        "captured", Words.time(item.capturedAt())));
    }

    static List<Map<String, Object>> implications(CriticalImplications answer, Ink ink) {
        return ink.rows(
                "implications",
                answer.items(),
                item -> row(
                        "pillar", Words.of(item.pillar()),
                        "level", Words.of(item.level()),
                        "text", ink.markdown(item.text())));
    }

    /** The lessons by their kinds. */
    static List<Map<String, Object>> lessons(Lessons answer, Ink ink) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (Lessons.Kind kind : Lessons.Kind.values()) {
            List<Map<String, Object>> items = ink.rows(
                    "lessons",
                    answer.items().stream()
                            .filter(lesson -> lesson.kind() == kind)
                            .toList(),
                    lesson -> row(
                            "text", ink.markdown(lesson.text()), "question", ink.plain(lesson.checklistQuestion())));
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

    /** Names and values, null among them. */
    static Map<String, Object> row(Object... values) {
        Map<String, Object> row = new HashMap<>();
        for (int index = 0; index < values.length; index += 2) {
            row.put((String) values[index], values[index + 1]);
        }
        return row;
    }
}

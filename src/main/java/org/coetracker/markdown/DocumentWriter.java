package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.NewCoe;
import org.coetracker.coe.answer.CriticalImplications.Implication;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;
import org.coetracker.coe.answer.Impact.Measure;
import org.coetracker.coe.answer.Lessons.Lesson;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.SupportingData.Evidence;
import org.coetracker.coe.answer.WhatHappened.Entry;
import org.coetracker.markdown.Unit.Field;
import org.coetracker.markdown.Unit.Style;

/** Writes a record as a document that is read back without loss. */
final class DocumentWriter {
    private final Filing filing;
    private final NewCoe coe;
    private final StringBuilder document = new StringBuilder();
    /** What the document has since the last heading of two #, before what is written next. */
    private String section = "";

    private DocumentWriter(Filing filing) {
        this.filing = filing;
        this.coe = filing.coe();
    }

    static String write(Filing filing) {
        return new DocumentWriter(filing).write();
    }

    private String write() {
        String ref = filing.kept() == null ? "" : filing.kept().ref();
        String title = (ref.isEmpty() ? "" : ref + ": ") + coe.title();
        Reading read = DocumentReader.read("# " + title + "\n");
        boolean isPlain = read.wrong().isEmpty() && Objects.equals(read.root().string("title"), coe.title());
        document.append(FrontMatter.write(members(isPlain ? null : coe.title())));
        if (isPlain || !ref.isEmpty()) {
            document.append("\n# ").append(isPlain ? title : ref).append('\n');
        }
        section("Summary");
        text("summary", coe.summary());
        section("What happened");
        text("whatHappened/narrative", coe.whatHappened().narrative());
        part("Timeline", coe.whatHappened().timeline());
        items("whatHappened/timeline", coe.whatHappened().timeline(), DocumentWriter::entry);
        section("Impact");
        text("impact/narrative", coe.impact().narrative());
        part("Measures", coe.impact().measures());
        items("impact/measures", coe.impact().measures(), DocumentWriter::measure);
        part("Unknown because", coe.impact().unknownBecause());
        text("impact/unknownBecause", coe.impact().unknownBecause());
        section("Root cause");
        text("rootCause/narrative", coe.rootCause().narrative());
        part("Causes", coe.rootCause().causes());
        items("rootCause/causes", coe.rootCause().causes(), DocumentWriter::cause);
        section("Supporting data");
        items("supportingData/items", coe.supportingData().items(), this::evidence, this::readBack);
        part("Missing", coe.supportingData().missing());
        text("supportingData/missing", coe.supportingData().missing());
        section("Critical implications");
        SecurityExposure exposure = coe.criticalImplications().securityExposure();
        document.append("\nSecurity exposure: ").append(Filing.words(exposure)).append('\n');
        items("criticalImplications/items", coe.criticalImplications().items(), DocumentWriter::implication);
        section("Lessons");
        items("lessons/items", coe.lessons().items(), DocumentWriter::lesson);
        section("Corrective actions");
        for (int index = 0; index < coe.correctiveActions().size(); index++) {
            document.append('\n')
                    .append(ActionWriter.write(coe.correctiveActions().get(index), filing.keptAction(index)));
        }
        section("Related items");
        related();
        return document.toString();
    }

    private Map<String, Object> members(String title) {
        Map<String, Object> members = new LinkedHashMap<>();
        CoeView kept = filing.kept();
        if (kept != null) {
            members.put("ref", kept.ref());
            members.put("version", Integer.toString(kept.version()));
            members.put("status", Filing.word(kept.status()));
        }
        put(members, "title", title);
        members.put("kind", Filing.word(coe.kind()));
        members.put("severity", Filing.word(coe.severity()));
        members.put("confidentiality", Filing.word(coe.confidentiality()));
        put(members, "team", coe.team());
        put(members, "owner", coe.owner());
        put(members, "reviewers", coe.reviewers());
        put(members, "reviewTeams", coe.reviewTeams());
        put(members, "visibleTo", coe.visibleTo());
        put(members, "services", coe.services());
        put(members, "regions", coe.regions());
        put(members, "tags", coe.tags());
        put(members, "template", coe.template());
        Map<String, Object> times = new LinkedHashMap<>();
        put(times, "startedAt", coe.incident().startedAt());
        put(times, "detectedAt", coe.incident().detectedAt());
        put(times, "engagedAt", coe.incident().engagedAt());
        put(times, "mitigatedAt", coe.incident().mitigatedAt());
        put(times, "resolvedAt", coe.incident().resolvedAt());
        if (!times.isEmpty()) {
            members.put("incident", times);
        }
        if (kept != null) {
            put(members, "createdBy", kept.createdBy());
            put(members, "createdAt", kept.createdAt());
            put(members, "updatedAt", kept.updatedAt());
            put(members, "submittedAt", kept.submittedAt());
            put(members, "approvedAt", kept.approvedAt());
            put(members, "closedAt", kept.closedAt());
        }
        return members;
    }

    private static void put(Map<String, Object> members, String name, Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            members.put(name, new ArrayList<>(list));
        } else if (value != null && !(value instanceof List<?>)) {
            members.put(name, value.toString());
        }
    }

    private void section(String heading) {
        section = "## " + heading + "\n\n";
        document.append("\n## ").append(heading).append('\n');
    }

    /** The heading of a part of a section, when there is something below it. */
    private void part(String heading, Object content) {
        if (content != null && !(content instanceof List<?> list && list.isEmpty())) {
            section = section.substring(0, section.indexOf('\n')) + "\n\n### " + heading + "\n\n";
            document.append("\n### ").append(heading).append('\n');
        }
    }

    private void text(String pointer, String text) {
        if (text != null) {
            document.append('\n')
                    .append(Unit.of(
                            section,
                            style -> (style == Style.PLAIN ? text : String.join("\n", TextForm.exact(text))) + "\n",
                            read -> text.equals(read.record().at("/" + pointer).asText(null))));
        }
    }

    private <T> void items(String pointer, List<T> items, ItemForm<T> form) {
        items(pointer, items, form, item -> item);
    }

    /** @param readBack the item as it is read where nothing is known of the document but its section */
    private <T> void items(String pointer, List<T> items, ItemForm<T> form, UnaryOperator<T> readBack) {
        if (!items.isEmpty()) {
            document.append('\n');
        }
        for (T item : items) {
            JsonNode expected = Members.of(readBack.apply(item));
            document.append(Unit.of(
                    section,
                    style -> form.write(item, style),
                    read -> Members.normal(read.record().at("/" + pointer + "/0"))
                                    .equals(expected)
                            && read.record().at("/" + pointer).size() == 1));
        }
    }

    private static String entry(Entry entry, Style style) {
        return Unit.item(
                entry.at() + ", " + Filing.words(entry.kind()) + notes(entry.id(), list("evidence ", entry.evidence())),
                entry.text(),
                style);
    }

    private static String measure(Measure measure, Style style) {
        String head = Filing.words(measure.kind()) + notes(null, measure.estimated() ? "estimated" : null);
        BigDecimal value = measure.value();
        String number = value.scale() >= 0 ? value.toPlainString() : value.toString();
        return style == Style.PLAIN || measure.unit() == null
                ? Unit.item(head, number + (measure.unit() == null ? "" : " " + measure.unit()), Style.PLAIN)
                : "- " + head + ": " + number + "\n"
                        + Field.text("unit", measure.unit()).write("  ", style);
    }

    private static String cause(Cause cause, Style style) {
        return Unit.item(
                Filing.words(cause.kind()) + ", " + Filing.words(cause.category())
                        + notes(
                                cause.id(),
                                list("because of ", cause.becauseOf()),
                                list("evidence ", cause.evidence())),
                cause.text(),
                style);
    }

    private Evidence readBack(Evidence item) {
        AttachedFiles.Named file = filing.file(item);
        return FileRemark.read(item, file == null ? null : file.name(), file == null ? null : file.sha256(), null);
    }

    private String evidence(Evidence item, Style style) {
        AttachedFiles.Named file = filing.file(item);
        return Unit.item(
                Filing.words(item.kind())
                        + notes(item.id(), item.capturedAt() == null ? null : "captured " + item.capturedAt()),
                item.title(),
                style,
                Field.text("url", item.url()),
                Field.literal("text", item.text()),
                Field.text("attachment", item.attachment()),
                Field.text(AnswerReader.FILE, file == null ? null : file.name()),
                Field.text(AnswerReader.SHA256, file == null ? null : file.sha256()));
    }

    private static String implication(Implication item, Style style) {
        return Unit.item(Filing.words(item.pillar()) + ", " + Filing.words(item.level()), item.text(), style);
    }

    private static String lesson(Lesson lesson, Style style) {
        return Unit.item(
                Filing.words(lesson.kind()) + notes(lesson.id()),
                lesson.text(),
                style,
                Field.text("checklist question", lesson.checklistQuestion()));
    }

    private void related() {
        document.append(coe.relatedItems().isEmpty() ? "" : "\n");
        for (RelatedItem item : coe.relatedItems()) {
            document.append("- ")
                    .append(item.ref())
                    .append(", ")
                    .append(item.relation())
                    .append(notes(null, item.wouldHavePrevented() ? "would have prevented" : null))
                    .append('\n');
        }
    }

    private static String list(String name, List<String> ids) {
        return ids.isEmpty() ? null : name + String.join(", ", ids);
    }

    private static String notes(String... notes) {
        List<String> said = new ArrayList<>();
        for (String note : notes) {
            if (note != null) {
                said.add(note);
            }
        }
        return said.isEmpty() ? "" : " (" + String.join("; ", said) + ")";
    }

    /** How one kind of item is written. */
    private interface ItemForm<T> {
        String write(T item, Style style);
    }
}

package org.coetracker.coe;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;
import org.coetracker.coe.answer.ItemIds;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.shared.json.JsonText;
import org.hibernate.annotations.ColumnTransformer;

/** The answers of a COE, kept as the JSON text that is served: to show a record is not to parse it. */
@Embeddable
class AnswerTexts {
    @Column(name = "what_happened", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String whatHappened;

    @Column(name = "impact", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String impact;

    @Column(name = "root_cause", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String rootCause;

    @Column(name = "supporting_data", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String supportingData;

    @Column(name = "critical_implications", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String criticalImplications;

    @Column(name = "lessons", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String lessons;

    @Column(name = "related_items", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String relatedItems;

    /** For Hibernate. */
    protected AnswerTexts() {}

    /** Whether something may have been exposed, or was. */
    boolean isExposed() {
        SecurityExposure exposure = exposure();
        return exposure == SecurityExposure.POTENTIAL || exposure == SecurityExposure.CONFIRMED;
    }

    /** What is known of that. */
    SecurityExposure exposure() {
        return JsonText.read(criticalImplications, CriticalImplications.class).securityExposure();
    }

    /** The answers of a command; items without an id are given one that was never taken before. */
    static AnswerTexts of(NewCoe command, Set<String> takenBefore) {
        ItemIds ids = new ItemIds(taken(command, takenBefore));
        AnswerTexts answers = new AnswerTexts();
        answers.whatHappened = JsonText.write(new WhatHappened(
                command.whatHappened().narrative(),
                command.whatHappened().timeline().stream()
                        .map(entry -> new WhatHappened.Entry(
                                ids.orNext(entry.id(), "t"), entry.at(), entry.kind(), entry.text(), entry.evidence()))
                        .toList()));
        answers.impact = JsonText.write(command.impact());
        answers.rootCause = JsonText.write(new RootCause(
                command.rootCause().narrative(),
                command.rootCause().causes().stream()
                        .map(cause -> new RootCause.Cause(
                                ids.orNext(cause.id(), "c"),
                                cause.kind(),
                                cause.category(),
                                cause.text(),
                                cause.evidence(),
                                cause.becauseOf()))
                        .toList()));
        answers.supportingData = JsonText.write(new SupportingData(
                command.supportingData().items().stream()
                        .map(item -> new SupportingData.Evidence(
                                ids.orNext(item.id(), "d"),
                                item.kind(),
                                item.title(),
                                item.url(),
                                item.text(),
                                item.attachment(),
                                item.capturedAt()))
                        .toList(),
                command.supportingData().missing()));
        answers.criticalImplications = JsonText.write(command.criticalImplications());
        answers.lessons = JsonText.write(new Lessons(command.lessons().items().stream()
                .map(lesson -> new Lessons.Lesson(
                        ids.orNext(lesson.id(), "l"), lesson.kind(), lesson.text(), lesson.checklistQuestion()))
                .toList()));
        answers.relatedItems = JsonText.write(command.relatedItems());
        return answers;
    }

    private static Set<String> taken(NewCoe command, Set<String> takenBefore) {
        Set<String> taken = new HashSet<>(takenBefore);
        taken.addAll(idsOf(command));
        return taken;
    }

    /** The ids of all items that have one. */
    static List<String> idsOf(NewCoe command) {
        List<String> ids = new ArrayList<>();
        command.whatHappened().timeline().forEach(entry -> ids.add(entry.id()));
        command.rootCause().causes().forEach(cause -> ids.add(cause.id()));
        command.supportingData().items().forEach(item -> ids.add(item.id()));
        command.lessons().items().forEach(lesson -> ids.add(lesson.id()));
        ids.removeIf(java.util.Objects::isNull);
        return ids;
    }

    /** The ids of all items of the record as it is. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        JsonText.read(whatHappened, WhatHappened.class).timeline().forEach(entry -> ids.add(entry.id()));
        ids.addAll(causeIds());
        JsonText.read(supportingData, SupportingData.class).items().forEach(item -> ids.add(item.id()));
        JsonText.read(lessons, Lessons.class).items().forEach(lesson -> ids.add(lesson.id()));
        return ids;
    }

    /** The refs of the items that it is related to. */
    Set<String> relatedRefs() {
        Set<String> refs = new HashSet<>();
        JsonText.parse(relatedItems).forEach(item -> refs.add(item.path("ref").asText()));
        return refs;
    }

    /** The ids of the causes, which actions name. */
    Set<String> causeIds() {
        Set<String> ids = new HashSet<>();
        JsonText.read(rootCause, RootCause.class).causes().forEach(cause -> ids.add(cause.id()));
        return ids;
    }

    String whatHappened() {
        return whatHappened;
    }

    String impact() {
        return impact;
    }

    String rootCause() {
        return rootCause;
    }

    String supportingData() {
        return supportingData;
    }

    String criticalImplications() {
        return criticalImplications;
    }

    String lessons() {
        return lessons;
    }

    String relatedItems() {
        return relatedItems;
    }
}

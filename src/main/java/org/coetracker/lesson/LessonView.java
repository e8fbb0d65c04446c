package org.coetracker.lesson;

import java.time.Instant;
import java.util.List;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.policy.Severity;
import org.coetracker.search.Highlight;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lesson, with the COE that it is from.
 *
 * @param coe ref of the COE
 * @param id its id in the COE
 * @param highlights where the words are that were looked for; empty when none were
 */
@Schema(name = "FoundLesson")
record LessonView(
        String coe,
        String id,
        Lessons.Kind kind,
        String text,
        String checklistQuestion,
        String title,
        Severity severity,
        String team,
        List<String> services,
        List<String> tags,
        Instant startedAt,
        Instant createdAt,
        List<Highlight> highlights) {}

package org.coetracker.lesson;

import java.util.List;
import org.coetracker.policy.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to ask oneself before it happens again.
 *
 * @param question the question
 * @param lesson the lesson behind it
 * @param coe ref of the COE that it is from
 * @param title what happened there
 */
@Schema(name = "ChecklistQuestion")
record ChecklistQuestion(
        String question,
        String lesson,
        String coe,
        String title,
        Severity severity,
        String team,
        List<String> services) {
    static ChecklistQuestion of(LessonView lesson) {
        return new ChecklistQuestion(
                lesson.checklistQuestion(),
                lesson.text(),
                lesson.coe(),
                lesson.title(),
                lesson.severity(),
                lesson.team(),
                lesson.services());
    }
}

package org.coetracker.quality.rule;

import java.util.List;

/** There is at least one lesson. */
final class LessonLearned extends Rule {
    LessonLearned() {
        super("lesson-learned", "lessons");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        return when(
                coe.lessons().items().isEmpty(),
                "/lessons/items",
                "There is no lesson.",
                "Write down one thing that another team could use: what went wrong, what went well, where you got lucky.");
    }
}

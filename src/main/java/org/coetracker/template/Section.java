package org.coetracker.template;

import java.util.List;
import org.coetracker.shared.problem.Violations;

/** What a template can ask for: the summary and the seven questions, by the names of the record's members. */
final class Section {
    /** All of them, in the order of the record. */
    static final List<String> ALL = List.of(
            "summary",
            "whatHappened",
            "impact",
            "rootCause",
            "supportingData",
            "criticalImplications",
            "lessons",
            "correctiveActions");

    private Section() {}

    /** Notes what is no section, or named twice. */
    static void check(String pointer, List<String> sections, Violations violations) {
        for (int index = 0; index < sections.size(); index++) {
            String section = sections.get(index);
            if (!ALL.contains(section)) {
                violations.add(
                        pointer + "/" + index, "unknown_value", "This is one of " + String.join(", ", ALL) + ".");
            } else if (sections.indexOf(section) < index) {
                violations.add(pointer + "/" + index, "duplicate", "This is in the list already.");
            }
        }
    }
}

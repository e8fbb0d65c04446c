package org.coetracker.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.Violations;

/** What the report on actions may be grouped by. */
enum Grouping {
    TEAM("a.team"),
    OWNER("coalesce(a.owner, '')"),
    SEVERITY("a.severity"),
    PRIORITY("a.priority"),
    TYPE("a.type"),
    COE("a.coe_number");

    private final String expression;

    Grouping(String expression) {
        this.expression = expression;
    }

    /** The column of a group's key. */
    String expression() {
        return expression;
    }

    /** The word on the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The grouping of a word, by team when there is none; what is wrong is noted. */
    static Grouping read(String word, Violations violations) {
        if (word == null) {
            return TEAM;
        }
        for (Grouping grouping : values()) {
            if (grouping.word().equals(word)) {
                return grouping;
            }
        }
        violations.parameter(
                "groupBy",
                "unknown_value",
                "groupBy is one of "
                        + Arrays.stream(values()).map(Grouping::word).collect(Collectors.joining(", ")) + ".");
        return TEAM;
    }
}

package org.coetracker.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.Violations;

/** What the report on recurrence may be grouped by. */
enum RecurrenceGrouping {
    TEAM("select i.team"),
    /** Each service that was affected; a COE counts in each of its groups. */
    SERVICE(
            "select distinct unnest(case when cardinality(i.services) = 0 then array[cast('' as varchar)] else i.services end)"),
    /** Each category of a root cause. */
    CAUSE_CATEGORY("""
            select distinct coalesce(cause.item ->> 'category', '')
            from (select 1) one left join lateral json_array_elements(i.causes) as cause (item)
                on cause.item ->> 'kind' = 'root_cause'"""),
    /** The month in which the incident began, or the COE was filed, in UTC. */
    MONTH("select to_char(i.at at time zone 'UTC', 'YYYY-MM')");

    private final String keys;

    RecurrenceGrouping(String keys) {
        this.keys = keys;
    }

    /** The query for the keys of an incident {@code i}. */
    String keys() {
        return keys;
    }

    /** The word on the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The grouping of a word, by team when there is none; what is wrong is noted. */
    static RecurrenceGrouping read(String word, Violations violations) {
        if (word == null) {
            return TEAM;
        }
        for (RecurrenceGrouping grouping : values()) {
            if (grouping.word().equals(word)) {
                return grouping;
            }
        }
        violations.parameter(
                "groupBy",
                "unknown_value",
                "groupBy is one of "
                        + Arrays.stream(values()).map(RecurrenceGrouping::word).collect(Collectors.joining(", "))
                        + ".");
        return TEAM;
    }
}

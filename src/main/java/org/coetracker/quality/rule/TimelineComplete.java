package org.coetracker.quality.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.coe.answer.WhatHappened.Kind;

/** The timeline says what set it off, when it was noticed and when it was over; of a near miss, when it was noticed. */
final class TimelineComplete extends Rule {
    TimelineComplete() {
        super("timeline-complete", "whatHappened");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        if (QuestionAnswered.WHAT_HAPPENED.saysAll(coe, terms)) {
            return List.of();
        }
        Set<Kind> missing = coe.kind() == org.coetracker.coe.Kind.NEAR_MISS
                ? EnumSet.of(Kind.DETECTION)
                : EnumSet.of(Kind.TRIGGER, Kind.DETECTION, Kind.RESOLUTION);
        coe.whatHappened().timeline().forEach(entry -> missing.remove(entry.kind()));
        String kinds = missing.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return when(
                !missing.isEmpty(),
                "/whatHappened/timeline",
                "The timeline lacks: " + kinds + ".",
                "Add an entry for each, or give an entry that is there already this kind. Where the minute is not known,"
                        + " give the nearest that is, and say so in the text.");
    }
}

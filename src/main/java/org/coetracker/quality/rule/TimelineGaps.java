package org.coetracker.quality.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.coetracker.coe.answer.WhatHappened.Entry;
import org.coetracker.coe.answer.WhatHappened.Kind;

/** Between trigger and mitigation the timeline leaves no long time without a word. */
final class TimelineGaps extends Rule {
    TimelineGaps() {
        super("timeline-gaps", "whatHappened");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        Optional<Instant> from = first(coe, Kind.TRIGGER);
        Optional<Instant> to = Optional.ofNullable(coe.incident().mitigatedAt())
                .or(() -> first(coe, Kind.MITIGATION))
                .or(() -> first(coe, Kind.RESOLUTION));
        if (from.isEmpty() || to.isEmpty() || !from.get().isBefore(to.get())) {
            return List.of();
        }
        Duration longest = Duration.ofMinutes(terms.policy().longestGapMinutes());
        Explanation explanation = new Explanation(Duration.between(from.get(), to.get()), longest);
        NavigableMap<Instant, List<Integer>> times = times(coe, from.get(), to.get());
        List<Remark> remarks = new ArrayList<>();
        for (Map.Entry<Instant, List<Integer>> time : times.entrySet()) {
            if (!time.getKey().isBefore(to.get())) {
                continue;
            }
            Map.Entry<Instant, List<Integer>> next = times.higherEntry(time.getKey());
            Duration gap = Duration.between(time.getKey(), next == null ? to.get() : next.getKey());
            List<Integer> behind = next == null ? List.of() : next.getValue();
            if (gap.compareTo(longest) > 0
                    && time.getValue().stream().noneMatch(entry -> explanation.isBefore(text(coe, entry), gap))
                    && behind.stream().noneMatch(entry -> explanation.isBehind(text(coe, entry), gap))) {
                remarks.add(remark(time.getValue().get(time.getValue().size() - 1), time.getKey(), gap));
            }
        }
        return remarks;
    }

    private Remark remark(int entry, Instant at, Duration gap) {
        return remark(
                "/whatHappened/timeline/" + entry,
                "The timeline says nothing for " + words(gap) + " after " + at + ", between trigger and mitigation.",
                "Say what was tried or waited for in that time: add an entry, or say in the one before or behind how long"
                        + " it went on, such as \"the copy ran for 6 hours\" or \"waited until …\".");
    }

    /** The places in the timeline of what happened at each time. */
    private static NavigableMap<Instant, List<Integer>> times(Subject coe, Instant from, Instant to) {
        NavigableMap<Instant, List<Integer>> times = new TreeMap<>();
        List<Entry> entries = coe.whatHappened().timeline();
        for (int index = 0; index < entries.size(); index++) {
            Instant at = entries.get(index).at();
            if (!at.isBefore(from) && !at.isAfter(to)) {
                times.computeIfAbsent(at, time -> new ArrayList<>()).add(index);
            }
        }
        return times;
    }

    private static String text(Subject coe, int entry) {
        return coe.whatHappened().timeline().get(entry).text();
    }

    private static Optional<Instant> first(Subject coe, Kind kind) {
        return coe.whatHappened().timeline().stream()
                .filter(entry -> entry.kind() == kind)
                .map(Entry::at)
                .min(Comparator.naturalOrder());
    }

    private static String words(Duration length) {
        return length.toMinutes() < 120 ? length.toMinutes() + " minutes" : length.toHours() + " hours";
    }
}

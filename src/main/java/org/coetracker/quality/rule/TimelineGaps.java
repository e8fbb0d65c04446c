package org.coetracker.quality.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.coetracker.coe.answer.WhatHappened.Entry;
import org.coetracker.coe.answer.WhatHappened.Kind;

/** Between trigger and mitigation the timeline leaves no long time without a word. */
final class TimelineGaps extends Rule {
    /** An entry that says how long it went on explains the time behind it, and one of which only the day is known any. */
    private static final Pattern EXPLAINS = Pattern.compile(
            "\\b(until|throughout|overnight|meanwhile|hours?|days?|weeks?|minutes|date only|minute unknown)\\b",
            Pattern.CASE_INSENSITIVE);

    /** A time without a word. */
    private record Gap(Entry before, Duration length) {}

    TimelineGaps() {
        super("timeline-gaps", "whatHappened");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        Optional<Instant> from = first(coe, Kind.TRIGGER);
        Optional<Instant> to = Optional.ofNullable(coe.incident().mitigatedAt())
                .or(() -> first(coe, Kind.MITIGATION))
                .or(() -> first(coe, Kind.RESOLUTION));
        if (from.isEmpty() || to.isEmpty()) {
            return List.of();
        }
        Duration longest = Duration.ofMinutes(terms.policy().longestGapMinutes());
        List<Gap> gaps = gaps(coe, from.get(), to.get()).stream()
                .filter(gap -> gap.length.compareTo(longest) > 0)
                .toList();
        if (gaps.isEmpty()) {
            return List.of();
        }
        Gap widest = gaps.stream().max(Comparator.comparing(Gap::length)).orElseThrow();
        return List.of(remark(
                "/whatHappened/timeline/" + coe.whatHappened().timeline().indexOf(widest.before),
                "The timeline says nothing for " + words(widest.length) + " after " + widest.before.at()
                        + more(gaps.size() - 1)
                        + ", between trigger and mitigation.",
                "Say what was tried or waited for in that time: add an entry, or say in the one before how long it went"
                        + " on, such as \"the copy ran for 6 hours\" or \"waited until …\"."));
    }

    private static List<Gap> gaps(Subject coe, Instant from, Instant to) {
        List<Entry> entries = coe.whatHappened().timeline().stream()
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .sorted(Comparator.comparing(Entry::at))
                .toList();
        List<Gap> gaps = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            Entry entry = entries.get(index);
            Instant next = index + 1 < entries.size() ? entries.get(index + 1).at() : to;
            if (!isExplained(entries, entry.at())) {
                gaps.add(new Gap(entry, Duration.between(entry.at(), next)));
            }
        }
        return gaps;
    }

    private static boolean isExplained(List<Entry> entries, Instant at) {
        return entries.stream()
                .anyMatch(entry ->
                        entry.at().equals(at) && EXPLAINS.matcher(entry.text()).find());
    }

    private static Optional<Instant> first(Subject coe, Kind kind) {
        return coe.whatHappened().timeline().stream()
                .filter(entry -> entry.kind() == kind)
                .map(Entry::at)
                .min(Comparator.naturalOrder());
    }

    private static String more(int others) {
        return switch (others) {
            case 0 -> "";
            case 1 -> ", and is silent once more";
            default -> ", and is silent " + others + " times more";
        };
    }

    private static String words(Duration length) {
        return length.toMinutes() < 120 ? length.toMinutes() + " minutes" : length.toHours() + " hours";
    }
}

package org.coetracker.print;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.IncidentTimes;

/** What the cover says beside the title. */
final class Cover {
    private Cover() {}

    /** A name and what it is; nothing where there is nothing to say. */
    static List<Map<String, Object>> facts(CoeView coe, Ink ink) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Owner", coe.owner());
        facts.put("Team", coe.team());
        facts.put(
                "Reviewers",
                ink.list(Stream.concat(
                                coe.reviewers().stream(),
                                coe.reviewTeams().stream().map(team -> "team " + team))
                        .toList()));
        facts.put("Services", ink.list(coe.services()));
        facts.put("Regions", ink.list(coe.regions()));
        facts.put("Tags", ink.list(coe.tags()));
        facts.put("Filed", Words.day(coe.createdAt()));
        facts.put("Approved", Words.day(coe.approvedAt()));
        facts.put("Closed", Words.day(coe.closedAt()));
        return named(facts);
    }

    /** The key times that are known. */
    static List<Map<String, Object>> times(IncidentTimes times) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("Started", Words.time(times.startedAt()));
        known.put("Detected", Words.time(times.detectedAt()));
        known.put("Engaged", Words.time(times.engagedAt()));
        known.put("Mitigated", Words.time(times.mitigatedAt()));
        known.put("Resolved", Words.time(times.resolvedAt()));
        return named(known);
    }

    /** How long it took to notice it, to begin to work on it, to stop the harm, and to end it. */
    static List<Map<String, Object>> spans(IncidentTimes times) {
        Map<String, Object> spans = new LinkedHashMap<>();
        spans.put("to detect", span(times.startedAt(), times.detectedAt()));
        spans.put("to engage", span(times.startedAt(), times.engagedAt()));
        spans.put("to mitigate", span(times.startedAt(), times.mitigatedAt()));
        spans.put("to resolve", span(times.startedAt(), times.resolvedAt()));
        return named(spans);
    }

    private static String span(Instant from, Instant to) {
        return from == null || to == null ? null : Words.length(Duration.between(from, to));
    }

    private static List<Map<String, Object>> named(Map<String, Object> values) {
        List<Map<String, Object>> named = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                named.add(Map.of("name", name, "value", value));
            }
        });
        return named;
    }
}

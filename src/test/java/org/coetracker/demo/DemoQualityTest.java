package org.coetracker.demo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.coetracker.quality.rule.Finding;
import org.coetracker.quality.rule.Level;
import org.coetracker.quality.rule.Records;
import org.coetracker.quality.rule.RuleBook;
import org.coetracker.quality.rule.Terms;
import org.junit.jupiter.api.Test;

/** What the quality gate says about the sixteen real incidents. */
class DemoQualityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final Map<String, List<Finding>> FINDINGS = findings();

    private static Map<String, List<Finding>> findings() {
        List<String> people = StreamSupport.stream(DemoFiles.people().spliterator(), false)
                .map(person -> person.get("name").asText())
                .toList();
        Map<String, List<Finding>> all = new LinkedHashMap<>();
        List<String> refs = new ArrayList<>();
        for (JsonNode file : DemoFiles.incidents()) {
            DemoIncident incident = DemoIncident.of(file, refs, NOW);
            refs.add("COE-" + (refs.size() + 1));
            all.put(
                    refs.get(refs.size() - 1),
                    RuleBook.findings(Records.subject(incident.coe()), Terms.standard(people)));
        }
        return all;
    }

    private static List<String> of(String ref, Level level) {
        return FINDINGS.get(ref).stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::rule)
                .toList();
    }

    @Test
    void those_that_are_submitted_have_no_blocker_and_the_draft_has_what_its_report_leaves_open() {
        FINDINGS.keySet().stream()
                .filter(ref -> !ref.equals("COE-16"))
                .forEach(ref -> assertThat(of(ref, Level.BLOCKER)).as(ref).isEmpty());
        assertThat(of("COE-16", Level.BLOCKER)).containsExactly("timeline-complete");
    }

    @Test
    void advice_is_given_for_each_time_of_which_the_reports_say_nothing() {
        Map<String, Integer> gaps = new LinkedHashMap<>();
        FINDINGS.forEach((ref, findings) -> {
            assertThat(of(ref, Level.ADVICE)).as(ref).allMatch("timeline-gaps"::equals);
            gaps.put(ref, of(ref, Level.ADVICE).size());
        });
        assertThat(gaps)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("COE-1", 1),
                        entry("COE-2", 2),
                        entry("COE-3", 1),
                        entry("COE-4", 0),
                        entry("COE-5", 7),
                        entry("COE-6", 0),
                        entry("COE-7", 6),
                        entry("COE-8", 3),
                        entry("COE-9", 1),
                        entry("COE-10", 1),
                        entry("COE-11", 9),
                        entry("COE-12", 3),
                        entry("COE-13", 3),
                        entry("COE-14", 4),
                        entry("COE-15", 5),
                        entry("COE-16", 1)));
    }
}

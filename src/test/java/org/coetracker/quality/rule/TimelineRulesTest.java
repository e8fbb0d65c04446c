package org.coetracker.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.quality.rule.Records.incident;
import static org.coetracker.quality.rule.Records.pointers;
import static org.coetracker.quality.rule.Records.with;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.coe.IncidentTimes;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.coe.answer.WhatHappened.Entry;
import org.coetracker.coe.answer.WhatHappened.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules say of timelines: of the real incidents', and of some that are odd. */
class TimelineRulesTest {
    private static final String GITLAB = "02-gitlab-database-deletion";
    private static final String HOMEBREW = "04-homebrew-leaked-token";
    private static final String GITHUB = "05-github-database-failover";
    private static final String CROWDSTRIKE = "16-crowdstrike-channel-file";

    /** What one rule finds after a merge patch. */
    private static List<String> found(String rule, String incident, String patch) {
        return pointers(rule, with(incident(incident), patch));
    }

    @Test
    void a_timeline_lacks_the_kinds_that_no_entry_has() {
        JsonNode channelFile = incident(CROWDSTRIKE);
        assertThat(Records.findings(channelFile))
                .filteredOn(finding -> finding.rule().equals("timeline-complete"))
                .extracting(Finding::message)
                .containsExactly("The timeline lacks: detection, resolution.");
        assertThat(pointers("timeline-complete", incident(GITLAB))).isEmpty();
    }

    @Test
    void a_near_miss_has_to_say_when_it_was_noticed_and_no_more() {
        String detection =
                "{'whatHappened': {'timeline': [{'at': '2018-07-31T00:00:00Z', 'kind': '%s', 'text': 'Told.'}]}}";
        assertThat(found("timeline-complete", HOMEBREW, detection.formatted("detection")))
                .isEmpty();
        assertThat(found("timeline-complete", HOMEBREW, detection.formatted("other")))
                .containsExactly("/whatHappened/timeline");
    }

    @Test
    void each_long_time_without_a_word_is_found_and_points_at_the_entry_before() {
        assertThat(Records.findings(incident(GITHUB)))
                .filteredOn(finding -> finding.rule().equals("timeline-gaps"))
                .hasSizeGreaterThan(1)
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.ADVICE))
                .extracting(Finding::message)
                .doesNotHaveDuplicates()
                .contains("The timeline says nothing for 6 hours after 2018-10-22T00:41:00Z, between trigger and"
                        + " mitigation.");
    }

    /** The gap is 10 hours; the limit 15 minutes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The copy ran for 10 hours.                            | true",
                "The copy took about nine hours and 30 minutes.        | true",
                "The restore lasted 9.5 h.                             | true",
                "Waited 600 minutes for the vendor.                    | true",
                "Reported (date only).                                 | true",
                "The copy was begun.                                   | false",
                "The copy ran for 2 hours.                             | false",
                "Health checks slowed from 60 seconds to 10 minutes.   | false",
                "The alert fires when p99 > 1 s for 5 minutes.         | false",
                "Logs are kept for 30 days.                            | false",
                "In the next hours and days people wrote in.           | false"
            })
    void a_gap_is_explained_by_a_length_that_fills_it_in_the_entry_before_or_behind(String text, boolean explained) {
        String timeline = "{'incident': null, 'whatHappened': {'timeline': ["
                + "{'at': '2026-03-03T00:00:00Z', 'kind': 'trigger', 'text': '%s'},"
                + "{'at': '2026-03-03T10:00:00Z', 'kind': 'mitigation', 'text': '%s'},"
                + "{'at': '2026-03-03T20:00:00Z', 'kind': 'resolution', 'text': 'Over.'}]}}";
        List<String> expected = explained ? List.of() : List.of("/whatHappened/timeline/0");
        assertThat(pointers("timeline-gaps", with(Records.good(), timeline.formatted(text, "Fixed."))))
                .isEqualTo(expected);
        assertThat(pointers("timeline-gaps", with(Records.good(), timeline.formatted("Begun.", text))))
                .isEqualTo(expected);
    }

    @Test
    void until_is_said_of_the_time_behind_and_until_then_of_the_time_before() {
        String timeline = "{'incident': null, 'whatHappened': {'timeline': ["
                + "{'at': '2026-03-03T00:00:00Z', 'kind': 'trigger', 'text': 'Begun.'},"
                + "{'at': '2026-03-03T05:00:00Z', 'kind': 'other', 'text': '%s'},"
                + "{'at': '2026-03-03T10:00:00Z', 'kind': 'mitigation', 'text': 'Fixed.'}]}}";
        assertThat(pointers(
                        "timeline-gaps",
                        with(Records.good(), timeline.formatted("Waiting until the vendor called back."))))
                .containsExactly("/whatHappened/timeline/0");
        assertThat(pointers(
                        "timeline-gaps",
                        with(Records.good(), timeline.formatted("Backups are up; until then nothing could be done."))))
                .containsExactly("/whatHappened/timeline/1");
    }

    @Test
    void a_timeline_of_many_entries_at_one_time_is_read_as_often_as_a_short_one() {
        assertThat(timesRead(1_000)).isLessThanOrEqualTo(timesRead(10));
    }

    /** How often an entry is read, when all but the last are of one time and explain nothing. */
    private static int timesRead(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            boolean last = index == count - 1;
            entries.add(new Entry(
                    null,
                    Instant.parse(last ? "2026-03-03T10:00:00Z" : "2026-03-03T00:00:00Z"),
                    index == 0 ? Kind.TRIGGER : last ? Kind.MITIGATION : Kind.OTHER,
                    "The pump ran dry again.",
                    List.of()));
        }
        AtomicInteger reads = new AtomicInteger();
        List<Entry> counted = new AbstractList<>() {
            @Override
            public Entry get(int index) {
                reads.incrementAndGet();
                return entries.get(index);
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
        Subject good = Records.subject(Records.good());
        Subject coe = new Subject(
                good.kind(),
                good.title(),
                good.summary(),
                IncidentTimes.UNKNOWN,
                new WhatHappened(null, counted),
                good.impact(),
                good.rootCause(),
                good.supportingData(),
                good.criticalImplications(),
                good.lessons(),
                good.actions());
        assertThat(new TimelineGaps().look(coe, Terms.standard(List.of())))
                .extracting(Remark::pointer)
                .containsExactly("/whatHappened/timeline/" + (count - 2));
        // By the whole, so that a fraction counts in favour of neither.
        return (reads.get() + count - 1) / count;
    }
}

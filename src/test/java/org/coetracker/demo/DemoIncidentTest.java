package org.coetracker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoIncidentTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void days_are_counted_from_the_day_of_loading_and_refs_follow_the_numbers_that_were_given() {
        List<String> refs = new ArrayList<>();
        Set<String> states = new HashSet<>();
        int overdue = 0;
        for (JsonNode file : DemoFiles.incidents()) {
            DemoIncident incident = DemoIncident.of(file, refs, NOW);
            refs.add("COE-" + (refs.size() + 1001));
            for (JsonNode action : incident.coe().get("correctiveActions")) {
                assertThat(action.has("dueInDays")).isFalse();
                states.add(action.get("state").asText());
                boolean owed = Set.of("committed", "in_progress")
                        .contains(action.get("state").asText());
                if (owed && LocalDate.parse(action.get("dueOn").asText()).isBefore(LocalDate.parse("2026-11-23"))) {
                    overdue++;
                }
            }
            incident.coe()
                    .get("relatedItems")
                    .forEach(item -> assertThat(refs).contains(item.get("ref").asText()));
        }
        assertThat(refs).hasSize(16);
        assertThat(states).contains("proposed", "committed", "in_progress", "done", "refused");
        assertThat(overdue).isBetween(15, 30);
    }
}

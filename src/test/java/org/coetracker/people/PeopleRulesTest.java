package org.coetracker.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.coetracker.access.Role;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleRulesTest {
    private final Violations violations = new Violations();

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Prague", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+5"})
    void an_iana_name_is_a_time_zone(String zone) {
        PeopleRules.checkTimeZone(zone, violations);
        assertThat(violations.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Mars/Olympus", "europe/prague", "+02:00", "UTC+2", "SystemV/PST8", "EST", "CET", "EET"
            })
    void anything_else_is_none(String zone) {
        PeopleRules.checkTimeZone(zone, violations);
        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/timeZone", "unknown_time_zone"));
    }

    @Test
    void what_is_named_twice_is_pointed_at_the_second_time() {
        PeopleRules.checkDistinct("/members", Arrays.asList("ana", "lee", null, "ana", null, "lee"), violations);
        assertThat(violations.list()).extracting(Violation::pointer).containsExactly("/members/3", "/members/5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "ana",
                "ana.q",
                "team-1_b",
                "a23456789012345678901234567890123456789012345678901234567890123"
            })
    void a_handle_fits_into_a_path(String text) {
        assertThat(Handle.isPossible(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-ana",
                "_ana",
                "Ana",
                "ana ",
                "ana\n",
                "añа",
                "system:sweep",
                "a/b",
                "a%b",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void what_would_need_escapes_or_is_too_long_is_no_handle(String text) {
        assertThat(Handle.isPossible(text)).isFalse();
    }

    @Test
    void what_a_new_person_leaves_out_is_chosen_with_care() {
        Person person = Person.register(
                new NewPerson("ana", "Ana", null, null, null, null), java.time.Instant.parse("2026-02-28T12:00:00Z"));
        assertThat(person.timeZone()).isEqualTo("UTC");
        assertThat(person.roles()).isEqualTo(List.of(Role.AUTHOR));
        assertThat(person.isActive()).isTrue();
        assertThat(person.isActiveAdmin()).isFalse();
    }
}

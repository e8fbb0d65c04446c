package org.coetracker.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lengths of time are read, as people write them. */
class ExplanationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The copy ran for 6 hours.                       | PT6H",
                "The copy ran for 1h30m.                         | PT1H30M",
                "The copy ran for 1h 30m.                        | PT1H30M",
                "The copy ran for 2 h, 30 min.                   | PT2H30M",
                "The restore took twenty-five minutes.           | PT25M",
                "The restore took about thirty five minutes.     | PT35M",
                "The restore took nineteen minutes.              | PT19M",
                "The restore took 1,200 seconds.                 | PT20M",
                "The restore took 12,000 seconds.                | PT3H20M",
                "The restore took 1,5 hours.                     | PT1H30M",
                "The restore took 9.5 h.                         | PT9H30M",
                "The restore took an hour and a half.            | PT1H30M",
                "The restore took two and a half hours.          | PT2H30M",
                "The restore took two hours and a half.          | PT2H30M",
                "The restore took half an hour.                  | PT30M",
                "The restore took half a day.                    | PT12H",
                "The restore took a day and six hours.           | PT30H",
                "We waited for at least another forty minutes.   | PT40M",
                "We waited for the next ~ 3 hours.               | PT3H"
            })
    void a_length_is_read_as_it_is_meant(String text, Duration said) {
        // What is said fills three quarters of the time at least; told of are a length and one that is a tenth longer.
        assertThat(explains(text, said.multipliedBy(4).dividedBy(3))).isTrue();
        assertThat(explains(
                        text, said.multipliedBy(4).dividedBy(3).multipliedBy(11).dividedBy(10)))
                .isFalse();
        // Of what took longer by far than everything the entry does not tell.
        assertThat(explains(text, said.dividedBy(2))).isFalse();
    }

    private static boolean explains(String text, Duration gap) {
        return new Explanation(gap, Duration.ofSeconds(1)).isBefore(text, gap);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"about ", "~", "over\t", "a ", "for ", "took 1", "for 1 ", "for a", "and ", "two-", "1,000"})
    void a_long_text_of_the_same_over_and_over_is_read_to_its_end(String piece) {
        for (String begun : new String[] {"", "It ran for ", "It ran for 1 h "}) {
            String text = begun + piece.repeat(10_000 / piece.length());
            assertThat(explains(text, Duration.ofDays(40))).isFalse();
            assertThat(explains(text + ". The copy ran for 6 hours.", Duration.ofHours(6)))
                    .isTrue();
        }
    }
}

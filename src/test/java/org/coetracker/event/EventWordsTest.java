package org.coetracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "action.due_soon | {\"daysLeft\": 7, \"dueOn\": \"2030-01-08\"} | is due on 2030-01-08",
                "action.due_soon | {\"dueOn\": \"2030-01-08\"} | is due on 2030-01-08",
                "action.due_soon | | is due soon",
                "action.re_dated | {\"dueOn\": \"2030-01-08\", \"dueOnBefore\": \"2030-01-01\"} | is due on 2030-01-08 now, not on 2030-01-01",
                "action.done | | is done, and waits for its verification",
                "action.done | {\"evidence\": false} | is done, with nothing that shows it, and waits for its verification",
                "action.overdue | {\"about\": \"due_date\", \"dueOn\": \"2030-01-08\"} | is overdue, it was due on 2030-01-08",
                "action.overdue | {\"about\": \"verification\"} | was not verified in time",
                "action.escalated | {\"about\": \"accepted_risk\"} | was refused, and is to be looked at again, and nobody has decided",
                "action.decided | {\"about\": \"due_date\", \"decision\": \"re_date\", \"dueOn\": \"2030-01-08\"} | is due on 2030-01-08 now, by decision",
                "action.decided | {\"about\": \"verification\", \"decision\": \"re_assign\", \"owner\": \"lee\", \"dueOn\": \"2030-01-08\"} | is to be verified by 2030-01-08 now and is lee's, by decision",
                "action.decided | {\"about\": \"due_date\", \"decision\": \"reduce_scope\", \"dueOn\": \"2030-01-08\"} | is less now and is due on 2030-01-08, by decision",
                "action.decided | {\"about\": \"due_date\", \"decision\": \"accept_risk\", \"lookAgainOn\": \"2030-01-08\"} | will not be done, by decision; to be looked at again on 2030-01-08",
                "action.decided | {\"about\": \"due_date\", \"decision\": \"done\"} | is done, by decision",
                "coe.late | {\"about\": \"submission\"} | was not submitted in time",
                "coe.late | {\"about\": \"approval\"} | was not approved in time",
                "comment.added | {\"by\": \"ana\"} | has a comment by ana",
                "comment.mentioned | {\"by\": \"ana\"} | has a comment by ana that mentions you",
                "comment.mentioned | | has a comment that mentions somebody"
            })
    void it_says_what_happened_and_to_when_it_matters(String type, String detail, String words) {
        assertThat(EventWords.of(type, detail)).isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void there_are_words_for_everything_that_may_happen(EventType type) {
        assertThat(EventWords.of(type.word(), null)).isNotBlank().isNotEqualTo("has changed");
    }
}

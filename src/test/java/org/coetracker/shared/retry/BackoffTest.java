package org.coetracker.shared.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), 3, Duration.ofHours(12), 10);

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT3M", "3, PT9M", "6, PT4H3M", "7, PT12H", "9, PT12H", "1000, PT12H"})
    void each_wait_is_a_multiple_of_the_one_before_up_to_the_longest(int attempt, Duration wait) {
        assertThat(BACKOFF.after(attempt, 0)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"0, PT1M", "0.5, PT1M6S", "1, PT1M12S"})
    void chance_makes_it_a_fifth_longer_at_most_and_never_shorter(double chance, Duration wait) {
        assertThat(BACKOFF.after(1, chance)).isEqualTo(wait);
        assertThat(BACKOFF.after(1)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(72));
    }

    @Test
    void all_waits_together_are_those_between_the_attempts() {
        assertThat(new Backoff(Duration.ofMinutes(1), 3, Duration.ofHours(1), 4).inAll())
                .isEqualTo(Duration.ofMinutes(13));
        assertThat(BACKOFF.isOver(9)).isFalse();
        assertThat(BACKOFF.isOver(10)).isTrue();
    }
}

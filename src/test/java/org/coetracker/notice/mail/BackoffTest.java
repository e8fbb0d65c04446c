package org.coetracker.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT3M", "3, PT9M", "6, PT4H3M", "7, PT12H", "9, PT12H"})
    void each_wait_is_three_times_as_long_up_to_half_a_day(int attempts, Duration wait) {
        assertThat(Backoff.after(attempts, 0.5)).isEqualTo(wait);
    }

    @Test
    void chance_makes_it_a_fifth_shorter_or_longer() {
        assertThat(Backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(48));
        assertThat(Backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(72));
    }

    @Test
    void a_message_is_tried_for_almost_two_days() {
        Duration all = Duration.ZERO;
        for (int attempt = 1; attempt < Backoff.MOST_ATTEMPTS; attempt++) {
            all = all.plus(Backoff.after(attempt, 0.5));
        }
        assertThat(all).isBetween(Duration.ofHours(40), Duration.ofHours(48));
    }
}

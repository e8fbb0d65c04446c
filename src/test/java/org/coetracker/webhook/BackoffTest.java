package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waits_grow_to_a_day_and_are_about_five_days_in_all() {
        assertThat(Backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(2, 0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Backoff.after(8, 0)).isEqualTo(Duration.ofSeconds(81_920));
        assertThat(Backoff.after(9, 0)).isEqualTo(Duration.ofHours(24));
        assertThat(total(0)).isBetween(Deliveries.PATIENCE, Duration.ofHours(130));
        assertThat(total(1)).isLessThan(Duration.ofDays(7));
    }

    @Test
    void chance_makes_a_wait_longer_by_a_fifth_at_most() {
        assertThat(Backoff.after(1, 0.5)).isEqualTo(Duration.ofMillis(5500));
        assertThat(Backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(6));
    }

    private static Duration total(double chance) {
        Duration total = Duration.ZERO;
        for (int attempt = 1; attempt < Backoff.ATTEMPTS; attempt++) {
            total = total.plus(Backoff.after(attempt, chance));
        }
        return total;
    }
}

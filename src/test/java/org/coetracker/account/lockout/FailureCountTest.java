package org.coetracker.account.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.account.lockout.FailureCount.Scope;
import org.junit.jupiter.api.Test;

class FailureCountTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void after_five_failures_each_delay_is_twice_the_last_up_to_a_quarter_of_an_hour() {
        FailureCount count = new FailureCount(0, NOON, null);
        Instant now = NOON;
        List<Long> delays = new ArrayList<>();
        for (int failure = 0; failure < 17; failure++) {
            count = count.raised(Scope.ACCOUNT_AND_NETWORK, now);
            delays.add(count.wait(now).toSeconds());
        }
        assertThat(delays)
                .containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
    }

    @Test
    void a_delay_ends_by_itself() {
        FailureCount count = new FailureCount(7, NOON, NOON.plusSeconds(4));
        assertThat(count.wait(NOON.plusSeconds(3))).isEqualTo(Duration.ofSeconds(1));
        assertThat(count.wait(NOON.plusSeconds(4))).isZero();
    }

    @Test
    void failures_fade_one_after_the_other_and_no_part_of_the_time_is_lost() {
        FailureCount count = new FailureCount(5, NOON, null);
        FailureCount later = count.raised(Scope.ACCOUNT_AND_NETWORK, NOON.plus(Duration.ofMinutes(150)));
        assertThat(later.failures()).isEqualTo(4);
        assertThat(later.countedAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(count.raised(Scope.ACCOUNT_AND_NETWORK, NOON.plus(Duration.ofHours(9)))
                        .failures())
                .isEqualTo(1);
    }

    @Test
    void nobody_is_slowed_down_for_a_day_however_many_failures_there_were() {
        for (Scope scope : Scope.values()) {
            FailureCount count = new FailureCount(0, NOON, null);
            for (int failure = 0; failure < 10_000; failure++) {
                count = count.raised(scope, NOON);
            }
            assertThat(count.wait(NOON)).isEqualTo(FailureCount.LONGEST_DELAY);
            FailureCount nextDay = count.raised(scope, NOON.plus(Duration.ofDays(1)));
            assertThat(nextDay.failures()).isEqualTo(1);
            assertThat(nextDay.wait(NOON.plus(Duration.ofDays(1)))).isZero();
        }
    }

    @Test
    void a_clock_that_steps_back_makes_nothing_fade() {
        FailureCount count = new FailureCount(6, NOON, null);
        assertThat(count.raised(Scope.ACCOUNT_AND_NETWORK, NOON.minusSeconds(7200))
                        .failures())
                .isEqualTo(7);
    }

    @Test
    void what_was_no_failure_is_taken_back_with_the_delay_that_it_began_and_no_other() {
        FailureCount before = new FailureCount(51, NOON, null);
        FailureCount own = before.raised(Scope.NETWORK, NOON);
        assertThat(own.without(own)).isEqualTo(new FailureCount(51, NOON, null));
        FailureCount others = own.raised(Scope.NETWORK, NOON.plusSeconds(5));
        assertThat(others.without(own).failures()).isEqualTo(52);
        assertThat(others.without(own).blockedUntil()).isEqualTo(others.blockedUntil());
    }
}

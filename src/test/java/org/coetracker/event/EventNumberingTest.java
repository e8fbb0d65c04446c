package org.coetracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.action;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventNumberingTest {
    @Inject
    EventNumbering numbering;

    @Inject
    EntityManager database;

    private long count(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(sql).getSingleResult()).longValue());
    }

    @Test
    void in_a_restored_database_what_happened_before_is_put_before_all_that_is_to_come() {
        action("committed", "2100-01-01");
        assertThat(numbering.renew())
                .as("nothing to do where nothing was restored")
                .isFalse();
        long numbered = count("select count(*) from event where txid <> '0'");
        assertThat(numbered).isPositive();

        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update event_numbering set cluster = 1")
                        .executeUpdate());
        assertThat(numbering.renew()).isTrue();
        assertThat(count("select count(*) from event where txid <> '0'")).isZero();

        action("committed", "2100-01-01");
        assertThat(count("select count(*) from event where txid <> '0'")).isPositive();
        assertThat(numbering.renew()).as("once is enough").isFalse();
        assertThat(count("select count(*) from event where txid <> '0'")).isPositive();
    }
}

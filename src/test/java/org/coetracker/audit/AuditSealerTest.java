package org.coetracker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.person;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.coetracker.MovableClock;
import org.coetracker.shared.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditSealerTest {
    @Inject
    AuditChain chain;

    @Inject
    MovableClock clock;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line.getMessage().formatted(line.getParameters() == null ? new Object[0] : line.getParameters()));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(AuditSealer.class.getName()).addHandler(listener);
    }

    @AfterEach
    void stop_listening() {
        Logger.getLogger(AuditSealer.class.getName()).removeHandler(listener);
        clock.reset();
    }

    @Test
    void what_was_written_last_is_sealed_when_the_service_stops() throws Exception {
        AuditSealer sealer = new AuditSealer(chain, () -> Duration.ofHours(1), clock);
        sealer.begin(new StartupEvent());
        person();
        try (Connection database = TestDatabase.connect()) {
            assertThat(new ChainCheck(database).run(null).unsealed()).isPositive();
            sealer.end(new ShutdownEvent());
            assertThat(new ChainCheck(database).run(null).unsealed()).isZero();
        }
    }

    @Test
    void the_head_is_in_the_log_once_an_hour_when_it_has_moved() {
        AuditSealer sealer = new AuditSealer(chain, () -> Duration.ZERO, clock);
        person();
        sealer.seal();
        assertThat(said)
                .containsExactly("The audit chain ends at sequence=%d hash=%s"
                        .formatted(chain.head().sequence(), chain.head().hash()));
        person();
        sealer.seal();
        assertThat(said).hasSize(1);
        clock.forward(Duration.ofMinutes(61));
        sealer.seal();
        assertThat(said)
                .hasSize(2)
                .last()
                .asString()
                .contains("hash=" + chain.head().hash());
        clock.forward(Duration.ofMinutes(61));
        sealer.seal();
        assertThat(said).hasSize(2);
    }
}

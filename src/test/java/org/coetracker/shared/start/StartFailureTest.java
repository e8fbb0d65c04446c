package org.coetracker.shared.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    private static final HttpAddress HTTP = new HttpAddress("127.0.0.1", 8080);

    @Test
    void a_migration_that_does_not_fit_is_told_in_one_line() {
        Throwable failure = new RuntimeException(
                "Failed to start quarkus",
                new FlywayException(
                        "Validate failed:\nMigration checksum mismatch for version 1\n-> Applied: 2\nNeed more flexibility with validation rules?"));

        assertThat(StartFailure.explain(failure, HTTP).orElseThrow())
                .hasMessage("The database's schema could not be brought up to this release: Validate failed: Migration"
                        + " checksum mismatch for version 1 -> Applied: 2");
    }

    @Test
    void a_port_that_was_taken_meanwhile_is_told_as_before_the_start() {
        Throwable failure = new RuntimeException(new QuarkusBindException("127.0.0.1", 8080, new BindException()));

        assertThat(StartFailure.explain(failure, HTTP).orElseThrow()).hasMessage(HTTP.inUse());
    }

    @Test
    void a_database_that_went_away_meanwhile_is_told() {
        Throwable failure = new RuntimeException(new SQLException("connection refused"));

        assertThat(StartFailure.explain(failure, HTTP).orElseThrow())
                .hasMessage("The database refused: connection refused");
    }

    @Test
    void an_unforeseen_failure_is_not_explained_away() {
        assertThat(StartFailure.explain(new IllegalStateException("a bug"), HTTP))
                .isEmpty();
    }
}

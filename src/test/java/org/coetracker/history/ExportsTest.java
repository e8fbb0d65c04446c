package org.coetracker.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.person;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dashboard that polls all day leaves a row an hour, and not one for each poll. */
@QuarkusTest
class ExportsTest {
    @Inject
    MovableClock clock;

    private String person;

    @BeforeEach
    void at_the_beginning_of_an_hour() {
        clock.set(clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
        person = person();
    }

    @AfterEach
    void back_to_the_real_time() {
        clock.reset();
    }

    private static void takeOut(String token, String groupBy) {
        SignedIn.with(
                token,
                () -> given().accept("text/csv")
                        .get(API + "/reports/actions?groupBy=" + groupBy)
                        .then()
                        .statusCode(200));
    }

    private List<String> exports() {
        return get("/audit?kind=export&actor=" + person)
                .extract()
                .path("items.collect { it.patch.find { it.path == '/groupBy' }.value }");
    }

    @Test
    void an_export_is_one_event_for_a_credential_a_report_and_an_hour() {
        String dashboard = SignedIn.token(person, List.of("reports"));
        takeOut(dashboard, "type");
        takeOut(dashboard, "type");
        assertThat(exports()).containsExactly("type");
        takeOut(dashboard, "severity");
        assertThat(exports()).containsExactly("severity", "type");
        takeOut(SignedIn.token(person, List.of("reports")), "type");
        assertThat(exports()).containsExactly("type", "severity", "type");
        clock.forward(Duration.ofMinutes(50));
        takeOut(dashboard, "type");
        assertThat(exports()).hasSize(3);
        clock.forward(Duration.ofMinutes(15));
        takeOut(dashboard, "type");
        takeOut(dashboard, "type");
        assertThat(exports()).hasSize(4);
    }
}

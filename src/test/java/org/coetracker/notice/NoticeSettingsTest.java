package org.coetracker.notice;

import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticeSettingsTest {
    private static final String PATH = "/me/notice-settings";

    private String person;

    @BeforeEach
    void somebody() {
        person = person();
    }

    private ValidatableResponse read() {
        return SignedIn.as(person, () -> get(PATH));
    }

    private ValidatableResponse choose(Object... members) {
        return SignedIn.as(person, () -> patch(PATH, map(members)));
    }

    @Test
    void who_never_chose_has_mail_at_any_hour() {
        read().statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("mail", equalTo("each_run"))
                .body("digestAt", equalTo("08:30"))
                .body("quietFrom", nullValue())
                .body("weekendQuiet", equalTo(false));
    }

    @Test
    void what_is_chosen_is_kept_and_audited_and_nobody_elses_is_lost() {
        choose("mail", "daily_digest", "quietFrom", "20:00", "quietUntil", "07:00")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("mail", equalTo("daily_digest"));
        SignedIn.as(person, () -> patch(PATH, "\"0\"", map("mail", "off")).statusCode(412));
        SignedIn.as(person, () -> patch(PATH, "\"1\"", map("weekendQuiet", true)))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("quietFrom", equalTo("20:00"));
        choose("quietFrom", null, "quietUntil", null).statusCode(200).body("quietFrom", nullValue());
        get("/audit?kind=settings&actor=" + person).body("items.change", contains("edited", "edited", "edited"));
    }

    @Test
    void what_cannot_be_meant_is_refused_all_at_once() {
        choose("mail", null, "digestAt", "8:30", "quietFrom", "20:00")
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/mail", "/digestAt", "/quietUntil"));
        choose("quietFrom", "20:00", "quietUntil", "20:00").statusCode(422).body("errors.code", contains("same_time"));
        choose("mail", "hourly").statusCode(400);
        choose("version", 7).statusCode(422);
        read().body("version", equalTo(0));
    }
}

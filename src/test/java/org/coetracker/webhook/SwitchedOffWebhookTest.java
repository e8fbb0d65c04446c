package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.post;
import static org.coetracker.webhook.Mailbag.webhook;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.notice.Happenings;
import org.coetracker.notice.mail.MailProfile;
import org.coetracker.notice.mail.Postman;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner of a webhook hears of its end. */
@QuarkusTest
@TestProfile(MailProfile.class)
class SwitchedOffWebhookTest {
    @Inject
    Mailbag mailbag;

    @Inject
    Happenings happenings;

    @Inject
    Postman postman;

    @Inject
    MovableClock clock;

    private Receiver receiver;
    private GreenMail server;
    private String owner;
    private String team;

    @BeforeEach
    void somebody_with_a_webhook() {
        receiver = new Receiver();
        mailbag.nothing_else();
        int port = ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        owner = name("p");
        post("/people", map("handle", owner, "name", "Somebody", "email", owner + "@example.org"))
                .statusCode(201);
        team = name("t");
        post("/teams", map("handle", team, "name", "Team", "managers", List.of(owner)))
                .statusCode(201);
    }

    @AfterEach
    void end() {
        server.stop();
        receiver.close();
        mailbag.nothing_else();
        clock.reset();
    }

    @Test
    void a_webhook_that_fails_for_five_days_gives_its_owner_one_notice_and_one_message() throws Exception {
        Map<String, Object> webhook = SignedIn.as(owner, () -> webhook(receiver.url("/hook"), "team", team));
        receiver.answer(503);
        filed(coe(team));
        mailbag.tell();
        // Events are not needed to send again what is put down.
        mailbag.execute("delete from event where team = ?1", team);
        for (int hour = 0; hour < 7 * 24; hour++) {
            clock.forward(Duration.ofHours(1));
            mailbag.send();
        }
        happenings.tell();
        happenings.tell();
        String text = "Webhook to receiver.test was switched off. The receiver has taken no message for five days.";
        notices(owner)
                .body("total", equalTo(1))
                .body("items.type", contains("webhook.switched_off"))
                .body("items.text", contains(text))
                .body("items[0].title", equalTo("Webhook to receiver.test"))
                .body("items[0].coe", nullValue())
                .body("items[0].action", nullValue())
                .body("items[0].link", endsWith("/api/v1/webhooks/" + webhook.get("id")));
        clock.forward(Duration.ofMinutes(1));
        postman.mail();
        clock.forward(Duration.ofMinutes(10));
        postman.mail();
        List<MimeMessage> received = Arrays.stream(server.getReceivedMessages())
                .filter(message -> GreenMailUtil.getHeaders(message).contains(owner + "@example.org"))
                .toList();
        assertThat(received).hasSize(1);
        assertThat(received.get(0).getSubject()).isEqualTo("Webhook to receiver.test");
        assertThat(GreenMailUtil.getBody(received.get(0)).replaceAll("=\r\n", ""))
                .contains(text, "https://coe.example.org/api/v1/webhooks/" + webhook.get("id"));
    }

    @Test
    void what_is_about_no_coe_is_read_as_any_notice_and_by_nobody_else() {
        SignedIn.as(owner, () -> webhook(receiver.url("/hook"), "team", team));
        receiver.answer(410);
        filed(coe(team));
        mailbag.tell();
        happenings.tell();
        String id = notices(owner).body("total", equalTo(1)).extract().path("items[0].id");
        // A credential that is limited to teams hears of those alone.
        SignedIn.with(SignedIn.token(owner, List.of("read", "write"), team), () -> {
            get("/me/notices?count=true").body("total", equalTo(0)).body("items", empty());
            return post("/me/notices/" + id + "/read", map()).statusCode(404);
        });
        post("/me/notices/" + id + "/read", map()).statusCode(404);
        SignedIn.as(owner, () -> post("/me/notices/" + id + "/read", map()).statusCode(204));
        SignedIn.as(owner, () -> get("/me/notices?unread=true&count=true")).body("total", equalTo(0));
    }

    private static ValidatableResponse notices(String person) {
        return SignedIn.as(person, () -> get("/me/notices?count=true"));
    }
}

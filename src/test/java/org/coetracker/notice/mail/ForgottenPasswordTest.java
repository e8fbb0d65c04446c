package org.coetracker.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.MovableClock;
import org.coetracker.account.Visitor;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links by mail for those who have forgotten their password. */
@QuarkusTest
@TestProfile(MailProfile.class)
class ForgottenPasswordTest {
    private static final Instant NOON = Instant.parse("2031-01-15T12:00:00Z");
    private static final Pattern LINK =
            Pattern.compile("https://coe\\.example\\.org/reset-password\\?token=([A-Za-z0-9_-]+)");
    private static final String NEW = "hollow candle river 77";

    @Inject
    Postman postman;

    @Inject
    MovableClock clock;

    private final Visitor visitor = new Visitor("127.8.0.1");
    private GreenMail server;
    private String person;

    @BeforeEach
    void somebody_with_a_password() {
        clock.stopAt(NOON);
        int port = ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        person = somebody();
        Visitor.givePassword(person, Visitor.PASSWORD);
    }

    @AfterEach
    void end() {
        server.stop();
        clock.reset();
    }

    private static String somebody() {
        String handle = name("p");
        post("/people", map("handle", handle, "name", "Somebody", "email", handle + "@example.org"))
                .statusCode(201);
        return handle;
    }

    private Response ask(String who) {
        return visitor.form("/forgot-password", Map.of("who", who));
    }

    private List<String> bodies(String to) {
        postman.mail();
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> to(message).equals(to + "@example.org"))
                .map(GreenMailUtil::getBody)
                .map(body -> body.replaceAll("=\r\n", "").replace("=3D", "="))
                .toList();
    }

    private static String to(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String body) {
        Matcher link = LINK.matcher(body);
        assertThat(link.find()).as(body).isTrue();
        return link.group(1);
    }

    private Response use(String token, String password) {
        return visitor.post("/password-resets", Map.of("token", token, "password", password));
    }

    @Test
    void the_sign_in_page_leads_to_a_link_by_mail_that_sets_a_password_once() {
        visitor.send(request -> request.get("/sign-in"))
                .then()
                .statusCode(200)
                .body(containsString("<a href=\"/forgot-password\">"));
        assertThat(visitor.send(request -> request.get("/forgot-password")).asString())
                .contains("<form method=\"post\" action=\"/forgot-password\">", "<label for=\"who\">");
        ask(person.toUpperCase(java.util.Locale.ROOT) + "@Example.org")
                .then()
                .statusCode(202)
                .body(containsString("role=\"status\""));
        List<String> bodies = bodies(person);
        assertThat(bodies).hasSize(1);
        String token = token(bodies.get(0));
        // Until it is used all is as it was.
        visitor.signIn(person, Visitor.PASSWORD).then().statusCode(201);
        use(token, NEW).then().statusCode(204);
        use(token, NEW).then().statusCode(422);
        visitor.get("/me").then().statusCode(401);
        visitor.signIn(person, NEW).then().statusCode(201);
        get("/audit?kind=account&object=" + person + "&limit=3")
                .body(
                        "items.change",
                        equalTo(List.of("password_reset_used", "password_reset_made", "password_reset_asked")));
    }

    @Test
    void nobody_can_tell_from_the_answer_who_has_an_account() {
        String without = somebody();
        String gone = somebody();
        Visitor.givePassword(gone, Visitor.PASSWORD);
        patch("/people/" + gone, map("active", false)).statusCode(200);
        String known = ask(person).then().statusCode(202).extract().asString();
        for (String who : List.of(without, gone, "nobody-at-all", "nobody@example.org", "\"><script>")) {
            assertThat(ask(who).then().statusCode(202).extract().asString()).isEqualTo(known);
        }
        assertThat(bodies(without)).isEmpty();
        assertThat(bodies(gone)).isEmpty();
        assertThat(bodies(person)).hasSize(1);
        ask(" ").then().statusCode(422);
        visitor.sendFrom(
                        "https://evil.example",
                        request -> request.formParam("who", person).post("/forgot-password"))
                .then()
                .statusCode(403);
    }

    @Test
    void whoever_asks_again_and_again_waits_and_fills_no_mailbox() {
        Response last = ask(person);
        for (int number = 0; number < 6; number++) {
            last = ask(person);
        }
        last.then().statusCode(429).header("Retry-After", equalTo("1"));
        assertThat(bodies(person)).hasSize(1);
        // Who asks does not make its person wait at the sign-in.
        visitor.signIn(person, Visitor.PASSWORD).then().statusCode(201);
        clock.forward(Duration.ofMinutes(30));
        ask(person).then().statusCode(202);
        List<String> bodies = bodies(person);
        assertThat(bodies).hasSize(2);
        // The newest is good, and the one before is not.
        use(token(bodies.get(0)), NEW).then().statusCode(422);
        use(token(bodies.get(1)), NEW).then().statusCode(204);
    }

    @Test
    void it_is_good_for_an_hour_and_takes_no_other_links_place() {
        String given = post("/people/" + person + "/password-reset", map())
                .statusCode(200)
                .extract()
                .path("token");
        ask(person).then().statusCode(202);
        String mailed = token(bodies(person).get(0));
        clock.forward(Duration.ofMinutes(61));
        use(mailed, NEW).then().statusCode(422);
        use(given, NEW).then().statusCode(204);
    }

    @Test
    void a_message_goes_out_as_soon_as_the_server_is_there_and_not_when_its_hour_is_over() {
        server.stop();
        ask(person).then().statusCode(202);
        postman.mail();
        server.start();
        assertThat(bodies(person)).as("it waits for its turn").isEmpty();
        clock.forward(Duration.ofMinutes(2));
        assertThat(bodies(person)).hasSize(1);
        // Mail about notices is switched off by choice; this one was asked for.
        String late = somebody();
        Visitor.givePassword(late, Visitor.PASSWORD);
        ask(late).then().statusCode(202);
        clock.forward(Duration.ofMinutes(61));
        assertThat(bodies(late)).isEmpty();
        get("/mail-deliveries?person=" + late).body("items.state", equalTo(List.of("dropped")));
    }
}

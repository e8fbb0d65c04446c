package org.coetracker.notice.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.event.EventType;
import org.coetracker.notice.Happenings;
import org.coetracker.notice.mail.Mails.Claimed;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Mail to a real SMTP server. */
@QuarkusTest
@TestProfile(MailProfile.class)
class MailTest {
    private static final Instant NOON = Instant.parse("2030-01-16T12:00:00Z");

    @Inject
    Happenings happenings;

    @Inject
    MailComposer composer;

    @Inject
    MailSender sender;

    @Inject
    Mails mails;

    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    private GreenMail server;
    private String owner;
    /** How many messages came before what the test is about. */
    private int received;

    @BeforeEach
    void a_server_and_somebody_with_an_address() {
        startServer();
        // Long after whatever other tests have left behind.
        clock.stopAt(NOON);
        owner = somebody();
        happenings.tell();
        mail();
    }

    /** Starts a server with an empty mailbox. */
    private void startServer() {
        int port = ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        received = 0;
    }

    @AfterEach
    void the_end() {
        server.stop();
        clock.reset();
    }

    private static String somebody() {
        String handle = name("p");
        post("/people", map("handle", handle, "name", "Somebody", "email", address(handle), "timeZone", "Europe/Paris"))
                .statusCode(201);
        return handle;
    }

    private static String address(String person) {
        return person + "@example.org";
    }

    /** A COE with so many actions of the owner's, of whose filing nobody is told. */
    private String coeWithActions(int count, Object... members) {
        Map<String, Object> action = map("title", "Test the restore", "state", "committed", "dueOn", "2100-01-01");
        action.put("owner", owner);
        Map<String, Object> coe = coe(team(), members);
        coe.put("correctiveActions", Collections.nCopies(count, action));
        String ref = filed(coe);
        happenings.tell();
        clock.forward(Duration.ofMinutes(1));
        mail();
        received = inbox().size();
        return ref;
    }

    /** Writes what is to be written, and sends what is to be sent. */
    private void mail() {
        composer.compose();
        while (sender.sendNext()) {
            assertThat(clock.instant()).isNotNull();
        }
    }

    private void overdue(String action) {
        happenings.happen(EventType.ACTION_OVERDUE, action, event -> event.to(owner));
        happenings.tell();
    }

    private List<MimeMessage> inbox() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> to(message).equals(address(owner)))
                .toList();
    }

    /** What came since the records of the test were made. */
    private List<MimeMessage> news() {
        return inbox().subList(received, inbox().size());
    }

    private static String to(Message message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage message, int number) throws MessagingException, IOException {
        Multipart parts = (Multipart) message.getContent();
        while (parts.getBodyPart(0).getContent() instanceof Multipart inner) {
            parts = inner;
        }
        return parts.getBodyPart(number).getContent().toString();
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        assertThat(values).as(name).hasSize(1);
        return values[0].replaceAll("\\s+", " ");
    }

    private io.restassured.response.ValidatableResponse deliveries() {
        return get("/mail-deliveries?person=" + owner);
    }

    private static String idOf(String path) {
        return get(path).extract().path("id");
    }

    private void settings(Object... members) {
        SignedIn.as(owner, () -> patch("/me/notice-settings", map(members)).statusCode(200));
    }

    @Test
    void many_notices_are_one_message_in_two_parts_with_all_its_headers() throws Exception {
        String ref = coeWithActions(3, "title", "Naïve <b>cache</b> & co");
        for (int number = 1; number <= 3; number++) {
            overdue(ref + "-A" + number);
        }
        mail();
        assertThat(news()).as("more may come").isEmpty();
        clock.forward(Duration.ofSeconds(10));
        mail();
        mail();
        assertThat(news()).hasSize(1);
        MimeMessage message = news().get(0);
        assertThat(message.getSubject()).isEqualTo(ref + ": Naïve <b>cache</b> & co");
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        String coe = "<" + idOf("/coes/" + ref) + "@coe.example.org>";
        assertThat(header(message, "From")).isEqualTo("COE Tracker <coe@example.org>");
        assertThat(header(message, "In-Reply-To")).isEqualTo(coe);
        assertThat(header(message, "References")).isEqualTo(coe);
        assertThat(header(message, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(message, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(header(message, "List-Unsubscribe"))
                .matches("<https://coe\\.example\\.org/unsubscribe\\?token=[A-Za-z0-9_-]{43}>");
        String id = header(message, "Message-ID");
        assertThat(id).matches("<[0-9a-f-]{36}@coe\\.example\\.org>");
        String text = part(message, 0);
        String html = part(message, 1);
        for (int number = 1; number <= 3; number++) {
            String action = ref + "-A" + number;
            String link = "https://coe.example.org/api/v1/actions/" + idOf("/actions/" + action);
            assertThat(text).contains(action + " is overdue: Test the restore").contains(link);
            assertThat(html).contains(action + " is overdue: Test the restore").contains("href=\"" + link + "\"");
        }
        assertThat(text).contains("Naïve <b>cache</b> & co").doesNotContain("{");
        assertThat(html).contains("Naïve &lt;b&gt;cache&lt;/b&gt; &amp; co").doesNotContain("<b>");
        deliveries()
                .body("items[0].state", equalTo("sent"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].messageId", equalTo(id))
                .body("items[0].sentAt", notNullValue())
                .body("items[0].nextAttemptAt", nullValue());
    }

    @Test
    void a_message_about_several_coes_counts_them_and_is_in_the_thread_of_none() throws Exception {
        String one = coeWithActions(1);
        String other = coeWithActions(1);
        overdue(one + "-A1");
        overdue(other + "-A1");
        clock.forward(Duration.ofSeconds(10));
        mail();
        assertThat(news()).hasSize(1);
        assertThat(news().get(0).getSubject()).isEqualTo("2 notices about 2 COEs");
        assertThat(news().get(0).getHeader("In-Reply-To")).isNull();
        assertThat(news().get(0).getHeader("References")).isNull();
        assertThat(GreenMailUtil.getWholeMessage(news().get(0)).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void of_a_restricted_coe_it_says_that_there_is_something_to_look_at() throws Exception {
        String ref = coeWithActions(1, "title", "Vault was open", "owner", owner, "confidentiality", "restricted");
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        mail();
        assertThat(news()).hasSize(1);
        MimeMessage message = news().get(0);
        assertThat(message.getSubject()).isEqualTo("Something to look at in COE Tracker");
        assertThat(GreenMailUtil.getWholeMessage(message))
                .doesNotContain(ref)
                .doesNotContain("Vault")
                .doesNotContain("restore")
                .doesNotContain("overdue");
        String link = "https://coe.example.org/api/v1/coes/" + idOf("/coes/" + ref);
        assertThat(part(message, 0)).contains(link);
        assertThat(part(message, 1)).contains(link);
    }

    @Test
    void of_comments_on_a_restricted_coe_a_message_has_one_line_with_a_link_to_the_coe() throws Exception {
        String ref = coeWithActions(1, "title", "Vault was open", "owner", owner, "confidentiality", "restricted");
        String comments = "/coes/" + ref + "/comments";
        String first = post(comments, map("text", "Who had the key?"))
                .statusCode(201)
                .extract()
                .path("id");
        String second = post(comments, map("text", "Was it you, @" + owner + "?"))
                .statusCode(201)
                .extract()
                .path("id");
        post(comments, map("text", "And this?", "pointer", "/correctiveActions/0"))
                .statusCode(201);
        happenings.tell();
        clock.forward(Duration.ofSeconds(10));
        mail();
        assertThat(news()).hasSize(1);
        MimeMessage message = news().get(0);
        String link = "https://coe.example.org/api/v1/coes/" + idOf("/coes/" + ref);
        for (int number = 0; number < 2; number++) {
            assertThat(part(message, number))
                    .containsOnlyOnce(link)
                    .containsOnlyOnce("There is something to look at")
                    .doesNotContain("/comments")
                    .doesNotContain("/actions/")
                    .doesNotContain(first)
                    .doesNotContain(second);
        }
        SignedIn.as(owner, () -> get("/me/notices?limit=3"))
                .body("items.link.findAll { it.contains('/comments/') }", hasSize(3));
    }

    @Test
    void what_its_person_may_not_see_any_more_is_dropped() {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        composer.compose();
        patch("/coes/" + ref, map("confidentiality", "restricted")).statusCode(200);
        mail();
        assertThat(news()).isEmpty();
        deliveries().body("items[0].state", equalTo("dropped"));
    }

    @Test
    void nothing_comes_in_quiet_hours_and_all_of_it_at_their_end() {
        settings("quietFrom", "20:00", "quietUntil", "07:00");
        String ref = coeWithActions(2);
        clock.stopAt(Instant.parse("2030-01-16T19:30:00Z"));
        overdue(ref + "-A1");
        clock.stopAt(Instant.parse("2030-01-17T05:59:59Z"));
        overdue(ref + "-A2");
        mail();
        assertThat(news()).isEmpty();
        clock.stopAt(Instant.parse("2030-01-17T06:00:00Z"));
        mail();
        assertThat(news()).hasSize(1);
    }

    @Test
    void what_is_tried_again_keeps_to_the_quiet_hours_too() {
        String ref = coeWithActions(1);
        clock.stopAt(Instant.parse("2030-01-16T18:59:00Z"));
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        server.stop();
        mail();
        startServer();
        settings("quietFrom", "20:00", "quietUntil", "07:00");
        clock.stopAt(Instant.parse("2030-01-16T19:30:00Z"));
        mail();
        assertThat(news()).isEmpty();
        deliveries()
                .body("items[0].state", equalTo("queued"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].nextAttemptAt", equalTo("2030-01-17T06:00:00Z"));
        clock.stopAt(Instant.parse("2030-01-17T06:00:00Z"));
        mail();
        assertThat(news()).hasSize(1);
        deliveries().body("items[0].attempts", equalTo(2));
    }

    @Test
    void what_goes_wrong_here_is_said_without_details_and_counts_as_no_attempt() {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        composer.compose();
        // About nothing at all, of which there is nothing to write.
        execute("update notice set coe_id = null, action_id = null where person = '" + owner + "'");
        mail();
        execute("update notice n set coe_id = e.coe_id, action_id = e.action_id from event e where e.id = n.event_id"
                + " and n.person = '" + owner + "'");
        deliveries()
                .body("items[0].state", equalTo("queued"))
                .body("items[0].attempts", equalTo(0))
                .body("items[0].lastError", equalTo("It could not be written; the log says why."));
        clock.forward(Duration.ofMinutes(5));
        mail();
        assertThat(news()).hasSize(1);
        deliveries().body("items[0].state", equalTo("sent")).body("items[0].attempts", equalTo(1));
    }

    @Test
    void a_subject_keeps_its_characters_and_is_cut_between_two() throws Exception {
        String title = "\uD83D\uDE92 \uD842\uDFB7\u91CE\u5BB6 " + "x".repeat(120) + "\uD83D\uDD25".repeat(30);
        String ref = coeWithActions(1, "title", title);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        mail();
        String whole = ref + ": " + title;
        assertThat(news()).hasSize(1);
        assertThat(news().get(0).getSubject())
                .isEqualTo(whole.substring(0, whole.offsetByCodePoints(0, 149)) + "\u2026");
        assertThat(part(news().get(0), 0)).contains(title);
        assertThat(GreenMailUtil.getWholeMessage(news().get(0)).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void a_message_about_very_much_shows_the_first_of_it_and_counts_the_rest() throws Exception {
        String one = coeWithActions(1);
        String other = coeWithActions(1);
        overdue(one + "-A1");
        overdue(other + "-A1");
        execute("""
                insert into notice select gen_random_uuid(), n.event_id, gen_random_uuid(), n.person, n.type, n.coe_id,
                    n.action_id, n.detail, n.at, n.created_at, n.read_at, n.to_mail, n.mail_id
                from notice n, generate_series(1, 124) where n.person = '%s' and n.to_mail""".formatted(owner));
        clock.forward(Duration.ofSeconds(10));
        mail();
        assertThat(news()).hasSize(1);
        assertThat(news().get(0).getSubject()).isEqualTo("250 notices about 2 COEs");
        assertThat(part(news().get(0), 0)).contains("And 150 more.");
        assertThat(part(news().get(0), 0).lines().filter(line -> line.contains(" is overdue")))
                .hasSize(100);
    }

    @RepeatedTest(10)
    void many_nodes_send_each_message_once() throws Exception {
        String ref = coeWithActions(1);
        List<String> people = Stream.generate(() -> name("p")).limit(6).toList();
        execute("""
                insert into person (handle, name, email, time_zone, roles, active, version, created_at, updated_at)
                select handle, 'Somebody', handle || '@example.org', 'Europe/Paris', '{author}', true, 1, now(), now()
                from unnest(string_to_array('%s', ',')) handle""".formatted(String.join(",", people)));
        happenings.happen(EventType.ACTION_OVERDUE, ref + "-A1", event -> event.to(people.toArray(String[]::new)));
        happenings.tell();
        clock.forward(Duration.ofSeconds(10));
        int nodes = 3;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                work.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    composer.compose();
                    together.await(30, TimeUnit.SECONDS);
                    mail();
                    return null;
                }));
            }
            for (Future<?> one : work) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        // The test's server does not answer each of many connections at once; what failed of that is due again.
        clock.forward(Duration.ofSeconds(73));
        mail();
        List<String> addressed = Arrays.stream(server.getReceivedMessages())
                .map(MailTest::to)
                .filter(address -> people.contains(address.replace("@example.org", "")))
                .toList();
        assertThat(addressed)
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(MailTest::address).toList());
    }

    @Test
    void a_node_that_hangs_while_it_claims_a_message_keeps_nobody_from_the_others() throws Exception {
        String ref = coeWithActions(1);
        happenings.happen(EventType.ACTION_OVERDUE, ref + "-A1", event -> event.to(owner, somebody()));
        happenings.tell();
        clock.forward(Duration.ofSeconds(10));
        composer.compose();
        Instant now = clock.instant();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService thread = Executors.newFixedThreadPool(2);
        try {
            Future<Claimed> hanging =
                    thread.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
                        Claimed first = mails.claim(now, now.plus(MailSender.CLAIMED_FOR))
                                .orElseThrow();
                        claimed.countDown();
                        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
                        return first;
                    }));
            assertThat(claimed.await(30, TimeUnit.SECONDS)).isTrue();
            Future<Claimed> other = thread.submit(() -> QuarkusTransaction.requiringNew()
                    .call(() ->
                            mails.claim(now, now.plus(MailSender.CLAIMED_FOR)).orElseThrow()));
            Claimed second = other.get(20, TimeUnit.SECONDS);
            over.countDown();
            assertThat(second.id())
                    .isNotEqualTo(hanging.get(20, TimeUnit.SECONDS).id());
        } finally {
            over.countDown();
            thread.shutdownNow();
        }
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(database.createNativeQuery(sql).executeUpdate())
                        .isPositive());
    }

    @Test
    void a_digest_comes_once_a_day_also_when_the_clocks_change() {
        settings("mail", "daily_digest", "digestAt", "02:30");
        clock.stopAt(Instant.parse("2030-10-25T00:45:00Z"));
        String ref = coeWithActions(1);
        // On 2030-10-27 the clocks of Paris go from 03:00 back to 02:00. At night each half hour is tried.
        Instant until = Instant.parse("2030-10-29T02:00:00Z");
        for (Instant now = Instant.parse("2030-10-25T01:30:00Z"); now.isBefore(until); now = afterwards(now)) {
            clock.stopAt(now);
            overdue(ref + "-A1");
            mail();
        }
        assertThat(news()).hasSize(4);
    }

    private static Instant afterwards(Instant now) {
        int hour = now.atOffset(ZoneOffset.UTC).getHour();
        return now.plus(hour == 23 || hour < 2 ? Duration.ofMinutes(30) : Duration.ofHours(hour < 20 ? 6 : 23 - hour));
    }

    @Test
    void what_the_server_refused_is_sent_later_with_the_same_id() throws Exception {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        server.stop();
        mail();
        deliveries()
                .body("items[0].state", equalTo("queued"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].lastError", equalTo("The connection to the server was refused."))
                .body("items[0].nextAttemptAt", notNullValue());
        String id = deliveries().extract().path("items[0].messageId");
        startServer();
        mail();
        assertThat(news()).as("not before its time").isEmpty();
        clock.forward(Duration.ofSeconds(73));
        mail();
        assertThat(news()).hasSize(1);
        assertThat(header(news().get(0), "Message-ID")).isEqualTo(id);
        deliveries().body("items[0].state", equalTo("sent")).body("items[0].lastError", nullValue());
    }

    @Test
    void a_crash_between_sending_and_recording_repeats_that_one_with_the_same_id() throws Exception {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        composer.compose();
        Instant now = clock.instant();
        Claimed claimed = QuarkusTransaction.requiringNew()
                .call(() -> mails.claim(now, now.plus(MailSender.CLAIMED_FOR)))
                .orElseThrow();
        assertThat(sender.send(claimed)).isEqualTo(new Attempt.Sent());
        // Here the node dies. Another one leaves the message alone as long as it may be about to be sent.
        mail();
        assertThat(news()).hasSize(1);
        clock.forward(MailSender.CLAIMED_FOR);
        mail();
        assertThat(news()).hasSize(2);
        assertThat(header(news().get(1), "Message-ID")).isEqualTo(header(news().get(0), "Message-ID"));
        clock.forward(Duration.ofDays(1));
        mail();
        assertThat(news()).hasSize(2);
        // The first node lives after all: what it says comes too late to change anything.
        sender.record(claimed, new Attempt.Failed("too late"));
        deliveries().body("items[0].state", equalTo("sent")).body("items[0].attempts", equalTo(2));
    }

    @Test
    void what_failed_for_two_days_is_dead_until_somebody_delivers_it_again() {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        server.stop();
        Instant begin = clock.instant();
        composer.compose();
        while (deliveries().extract().path("items[0].state").equals("queued")) {
            mail();
            String next = deliveries().extract().path("items[0].nextAttemptAt");
            if (next != null) {
                clock.stopAt(Instant.parse(next));
            }
            assertThat(clock.instant()).isBefore(begin.plus(Duration.ofDays(4)));
        }
        assertThat(clock.instant()).isAfter(begin.plus(Duration.ofDays(1)));
        get("/mail-deliveries?state=dead&person=" + owner)
                .body("items", hasSize(1))
                .body("items[0].attempts", equalTo(MailSender.RETRIES.attempts()));
        assertThat(given().get("/q/metrics").asString()).containsPattern("coe_mail_dead [1-9]");
        String id = deliveries().extract().path("items[0].id");
        startServer();
        mail();
        assertThat(news()).isEmpty();
        post("/mail-deliveries/" + id + "/redeliver", map())
                .statusCode(200)
                .body("state", equalTo("queued"))
                .body("attempts", equalTo(0));
        mail();
        assertThat(news()).hasSize(1);
        post("/mail-deliveries/" + id + "/redeliver", map()).statusCode(409);
        post("/mail-deliveries/COE-1/redeliver", map()).statusCode(404);
    }

    @Test
    void who_is_switched_off_or_wants_no_mail_gets_none() {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        settings("mail", "off");
        clock.forward(Duration.ofSeconds(10));
        mail();
        settings("mail", "each_run");
        clock.forward(Duration.ofHours(1));
        mail();
        assertThat(news()).as("what came meanwhile is not caught up").isEmpty();

        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        composer.compose();
        patch("/people/" + owner, map("active", false)).statusCode(200);
        mail();
        assertThat(news()).isEmpty();
        deliveries().body("items[0].state", equalTo("dropped"));
    }

    @Test
    void a_link_in_the_mail_switches_it_off_by_a_page_or_by_one_click() throws Exception {
        String ref = coeWithActions(1);
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        mail();
        String path = header(news().get(0), "List-Unsubscribe").replaceAll("<https://[^/]*|>", "");
        Matcher inText =
                Pattern.compile("https://coe\\.example\\.org(/unsubscribe\\S+)").matcher(part(news().get(0), 0));
        assertThat(inText.find()).isTrue();
        assertThat(inText.group(1)).isEqualTo(path);
        SignedIn.asNobody(
                () -> given().urlEncodingEnabled(false).get(path).then().statusCode(200));
        SignedIn.as(owner, () -> get("/me/notice-settings")).body("mail", equalTo("each_run"));
        SignedIn.asNobody(() -> given().urlEncodingEnabled(false)
                .formParam("List-Unsubscribe", "One-Click")
                .post(path)
                .then()
                .statusCode(200));
        SignedIn.as(owner, () -> get("/me/notice-settings")).body("mail", equalTo("off"));
        overdue(ref + "-A1");
        clock.forward(Duration.ofSeconds(10));
        mail();
        assertThat(news()).hasSize(1);
        SignedIn.asNobody(
                () -> given().post("/unsubscribe?token=guessed").then().statusCode(404));
        SignedIn.asNobody(() -> given().get("/unsubscribe").then().statusCode(404));
        SignedIn.asNobody(() -> given().delete("/unsubscribe").then().statusCode(405));
    }
}

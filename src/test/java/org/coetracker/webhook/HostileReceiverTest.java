package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.webhook.Mailbag.delivery;
import static org.coetracker.webhook.Mailbag.webhook;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receivers may do to the service that sends to them: nothing. */
@QuarkusTest
class HostileReceiverTest {
    /** More than any of them gets rid of, and what the buffers of a connection never hold. */
    private static final long ENDLESS = 400_000_000;

    private static final long LITTLE = 20_000_000;

    @Inject
    Mailbag mailbag;

    @Inject
    TestNames names;

    @BeforeEach
    void nothing_else() {
        mailbag.nothing_else();
    }

    @AfterEach
    void end() {
        names.speak();
        mailbag.nothing_else();
    }

    @Test
    void a_line_without_an_end_is_not_read_on() throws Exception {
        try (Talker talker = new Talker("HTTP/1.1 200 OK\r\nx: ", "x".repeat(1000))) {
            assertThat(told(talker)).containsEntry("lastError", "The header of the receiver's answer is too long.");
            assertThat(talker.written()).isLessThan(LITTLE);
        }
    }

    @Test
    void headers_without_an_end_are_not_read_on() throws Exception {
        try (Talker talker = new Talker("HTTP/1.1 200 OK\r\n", "x: y\r\n".repeat(100))) {
            assertThat(told(talker)).containsEntry("lastError", "The header of the receiver's answer is too long.");
            assertThat(talker.written()).isLessThan(LITTLE);
        }
    }

    @Test
    void a_body_without_an_end_is_not_read_on_and_its_status_counts() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + ENDLESS + "\r\n\r\n";
        try (Talker talker = new Talker(head, "x".repeat(1000))) {
            assertThat(told(talker)).containsEntry("state", "delivered").containsEntry("lastStatus", 200);
            assertThat(talker.written()).isLessThan(LITTLE);
        }
    }

    @Test
    void chunks_without_an_end_are_not_read_on_and_their_status_counts() throws Exception {
        String head = "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Talker talker = new Talker(head, "3e8\r\n" + "x".repeat(1000) + "\r\n")) {
            assertThat(told(talker)).containsEntry("state", "pending").containsEntry("lastStatus", 500);
            assertThat(talker.written()).isLessThan(LITTLE);
        }
    }

    @Test
    void a_name_that_is_not_looked_up_in_time_is_a_failure_like_any() {
        String host = name("slow") + ".test";
        names.say(host, "93.184.216.34");
        Map<String, Object> webhook = webhook("https://" + host + "/");
        names.keepSilent(host);
        filed(coe(team()));
        long before = System.nanoTime();
        mailbag.tell();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        assertThat(delivery(webhook))
                .containsEntry("state", "pending")
                .containsEntry("lastError", "The host's name could not be looked up in time.");
    }

    @Test
    void whoever_makes_a_webhook_does_not_wait_for_a_name_for_long() {
        String host = name("slow") + ".test";
        names.keepSilent(host);
        long before = System.nanoTime();
        post("/webhooks", map("url", "https://" + host + "/", "events", List.of("coe.filed")))
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown_host"))
                .body("errors[0].detail", equalTo("The host's name could not be looked up in time."));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    private Map<String, Object> told(Talker talker) {
        Map<String, Object> webhook = webhook("http://receiver.test:" + talker.port() + "/");
        filed(coe(team()));
        mailbag.tell();
        talker.awaitEnd();
        return delivery(webhook);
    }

    /** A receiver that says something, and then something else for as long as it is let. */
    private static final class Talker implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final AtomicLong written = new AtomicLong();
        private final CountDownLatch ended = new CountDownLatch(1);

        Talker(String first, String again) throws IOException {
            Thread thread = new Thread(() -> talk(first, again.getBytes(StandardCharsets.US_ASCII)), "talker");
            thread.setDaemon(true);
            thread.start();
        }

        private void talk(String first, byte[] again) {
            try (Socket socket = server.accept()) {
                // So that its own buffer holds little of what nobody reads.
                socket.setSendBufferSize(65_536);
                OutputStream out = socket.getOutputStream();
                out.write(first.getBytes(StandardCharsets.US_ASCII));
                while (written.get() < ENDLESS) {
                    out.write(again);
                    written.addAndGet(again.length);
                }
            } catch (IOException e) {
                // The other side has had enough, which is what is wanted.
                assertThat(written.get()).isLessThan(ENDLESS);
            } finally {
                ended.countDown();
            }
        }

        int port() {
            return server.getLocalPort();
        }

        long written() {
            return written.get();
        }

        void awaitEnd() {
            try {
                assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}

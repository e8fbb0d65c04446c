package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.text;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.coetracker.Fixture;
import org.coetracker.RawAnswer;
import org.coetracker.SignedIn;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that are written wrongly are answered at once, cost nothing, and leave the connection for the next request. */
@QuarkusTest
class BadFormTest {
    private static final String FORM = "multipart/form-data; boundary=frontier";
    private static final String FILE =
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n";
    private static final String END = "\r\n--frontier--\r\n";

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(entry.getLoggerName() + ": " + entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(log);
    }

    /** Sends a form to a COE, sees that it is refused in order, and that the connection takes another request. */
    private void refused(int status, String detail, String type, String form) throws IOException {
        String ref = filed(coe(team()));
        byte[] body = text(form);
        String headers = "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n";
        String next = "GET " + API + "/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + SignedIn.ADMIN
                + "\r\n\r\n";
        try (Socket socket = Spooled.begun("POST", "/coes/" + ref + "/attachments", SignedIn.ADMIN, headers)) {
            socket.getOutputStream().write(body);
            RawAnswer answer = RawAnswer.from(socket);
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.head()).containsIgnoringCase("content-type: application/problem+json");
            assertThat(answer.body()).contains(detail);
            socket.getOutputStream().write(text(next));
            assertThat(RawAnswer.from(socket).status()).isEqualTo(200);
        }
        nothingIsOnItsWay();
        Fixture.get("/coes/" + ref + "/attachments").body("items", Matchers.empty());
        assertThat(errors).isEmpty();
    }

    private static String field(String name, String value) {
        return "\r\n--frontier\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
    }

    @Test
    void a_field_of_more_than_two_kibibytes_is_a_413() throws IOException {
        for (String name : List.of("title", "sha256", "other")) {
            String large = field(name, "x".repeat(2_049));
            refused(413, "at most 2,048 bytes", FORM, FILE + "\r\ncontent" + large + END);
            refused(413, "at most 2,048 bytes", FORM, large.substring(2) + "\r\n" + FILE + "\r\ncontent" + END);
        }
        refused(413, "at most 2,048 bytes", FORM, FILE + "\r\ncontent" + field("title", "x".repeat(200_000)) + END);
    }

    @Test
    void a_title_that_is_too_long_but_a_field_is_a_422() throws IOException {
        refused(422, "/title", FORM, FILE + "\r\ncontent" + field("title", "x".repeat(2_048)) + END);
    }

    @Test
    void a_form_of_too_many_parts_is_a_413() throws IOException {
        refused(
                413,
                "at most 16 parts",
                FORM,
                FILE + "\r\ncontent" + field("other", "x").repeat(16) + END);
    }

    @Test
    void a_form_without_its_closing_boundary_is_a_400() throws IOException {
        refused(400, "closing boundary", FORM, FILE + "\r\ncontent");
        refused(400, "closing boundary", FORM, FILE + "\r\ncontent" + field("title", "cut of"));
        refused(400, "closing boundary", FORM, FILE + "\r\ncontent\r\n--frontier\r\n");
        refused(400, "closing boundary", FORM, "--frontier\r\nContent-Dispo");
    }

    @Test
    void a_part_with_a_head_that_does_not_end_is_a_413() throws IOException {
        refused(413, "head of a form's part", FORM, FILE + "X-Long: " + "x".repeat(20_000) + "\r\n\r\ncontent" + END);
    }

    @Test
    void a_part_in_another_transfer_encoding_is_a_400() throws IOException {
        String head = FILE + "Content-Transfer-Encoding: base64\r\n\r\n";
        refused(400, "transfer encoding", FORM, head + "!!! no base64 !!!" + END);
        refused(400, "transfer encoding", FORM, head + "Y29udGVudA==" + END);
    }

    @Test
    void a_charset_that_is_none_is_a_400() throws IOException {
        for (String charset : List.of("nope", "%%", "\"\"")) {
            String type = "Content-Type: text/plain; charset=" + charset + "\r\n\r\n";
            refused(400, "charset", FORM, FILE + type + "content" + END);
            String title = "\r\n--frontier\r\nContent-Disposition: form-data; name=\"title\"\r\n" + type + "x";
            refused(400, "charset", FORM, FILE + "\r\ncontent" + title + END);
            refused(400, "charset", FORM + "; charset=" + charset, FILE + "\r\ncontent" + END);
        }
    }

    @Test
    void a_part_without_a_name_is_a_400() throws IOException {
        String bare = "--frontier\r\nContent-Disposition: form-data\r\n\r\ncontent";
        refused(400, "/file", FORM, bare + END);
        refused(400, "/file", FORM, "--frontier\r\nContent-Disposition: form-data; name=\"\"\r\n\r\ncontent" + END);
        refused(400, "/file", FORM, FILE + "\r\ncontent\r\n" + bare + END);
        refused(400, "/file", FORM, "--frontier\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nx" + END);
        refused(400, "/file", FORM, "--frontier\r\n\r\ncontent" + END);
    }

    @Test
    void a_part_whose_head_is_no_head_is_a_400() throws IOException {
        for (String head : List.of(
                "Content-Disposition",
                "Content-Disposition:",
                ":",
                ";",
                "Content-Disposition: form-data; name",
                "Content-Disposition: form-data; name=",
                "Content-Disposition: form-data; name=\"",
                "Content-Disposition: form-data; name=\"file\"; filename*=nope''a")) {
            refused(400, "/file", FORM, "--frontier\r\n" + head + "\r\n\r\ncontent" + END);
        }
    }

    @Test
    void a_form_without_a_boundary_that_can_be_read_is_a_400() throws IOException {
        for (String parameter : List.of(
                "",
                ";",
                "; boundary",
                "; boundary=",
                "; boundary=\"",
                "; boundary=\"\"",
                "; boundary=\"front",
                "; boundary=" + "x".repeat(71),
                "; boundary=\"a\\\"b\"",
                "; boundary=a*b")) {
            refused(400, "boundary", "multipart/form-data" + parameter, FILE + "\r\ncontent" + END);
        }
    }

    @Test
    void a_body_that_is_no_form_is_a_400() throws IOException {
        refused(400, "/file", FORM, "time,latency\n2026-01-01T00:00:00Z,12\n");
        refused(413, "at most 8 KiB", FORM, "\r\n".repeat(20_000));
        refused(400, "/file", FORM, "--frontier--\r\n");
        refused(400, "one file", FORM, FILE + "\r\ncontent\r\n" + FILE + "\r\nother" + END);
    }

    @Test
    void a_form_that_is_written_in_an_unusual_way_is_taken() throws IOException {
        String ref = filed(coe(team()));
        String content = "a\r\n--front tie\r\n-\r--\n".repeat(5_000) + "é";
        byte[] body =
                text("--front tier\ncontent-disposition: FORM-DATA; filename=\"%22a%22.txt\"; name=file\n\n" + content
                        + "\r\n--front tier\r\nContent-Disposition: form-data; name=\"title\"\r\n"
                        + "Content-Type: text/plain; charset=UTF-8\r\nX-Other: 1\r\n\r\nÜber\r\n--front tier--");
        String headers = "Content-Type: Multipart/Form-Data; charset=utf-8; BOUNDARY=\"front tier\"\r\nContent-Length: "
                + body.length + "\r\n";
        try (Socket socket = Spooled.begun("POST", "/coes/" + ref + "/attachments", SignedIn.ADMIN, headers)) {
            for (int at = 0; at < body.length; at += 1_111) {
                socket.getOutputStream().write(body, at, Math.min(1_111, body.length - at));
                socket.getOutputStream().flush();
            }
            RawAnswer answer = RawAnswer.from(socket);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
        Fixture.get("/coes/" + ref + "/attachments")
                .body("items[0].title", Matchers.equalTo("Über"))
                .body("items[0].name", Matchers.equalTo("_a_.txt"))
                .body("items[0].sha256", Matchers.equalTo(Files.sha256(text(content))));
        nothingIsOnItsWay();
        assertThat(errors).isEmpty();
    }

    /** As RFC 2388 had it for several files in one field, and RFC 7578 (section 4.3) still wants it to be read. */
    @Test
    void a_file_within_a_part_of_its_own_parts_is_that_file_and_a_second_one_is_a_400() throws IOException {
        String ref = filed(coe(team()));
        String part = "--inner\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\ncontent\r\n";
        String head = "--frontier\r\nContent-Disposition: form-data; name=\"file\"\r\n"
                + "Content-Type: multipart/mixed; boundary=inner\r\n\r\n";
        refused(400, "one file", FORM, head + part + part + "--inner--" + END);
        byte[] body = text(head + part + "--inner--" + END);
        String headers = "Content-Type: " + FORM + "\r\nContent-Length: " + body.length + "\r\n";
        try (Socket socket = Spooled.begun("POST", "/coes/" + ref + "/attachments", SignedIn.ADMIN, headers)) {
            socket.getOutputStream().write(body);
            RawAnswer answer = RawAnswer.from(socket);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body()).contains(Files.sha256(text("content")), "\"a.txt\"");
        }
        nothingIsOnItsWay();
    }
}

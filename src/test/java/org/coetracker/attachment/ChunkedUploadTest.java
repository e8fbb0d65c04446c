package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.packed;
import static org.coetracker.attachment.Files.text;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.coetracker.RawAnswer;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** Files of those who do not say how long they are: chunked transfer coding, RFC 9112, section 7.1. */
@QuarkusTest
class ChunkedUploadTest {
    private static final String FORM = "multipart/form-data; boundary=frontier";
    private static final String ALONE = "application/octet-stream";
    private static final String FILE =
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gz\"\r\n\r\n";
    private static final String END = "\r\n--frontier--\r\n";
    private static final byte[] LAST = text("0\r\n\r\n");
    private static final int MOST = 25 << 20;

    private static Socket begun(String ref, String type) throws IOException {
        String headers = "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n";
        return Spooled.begun("POST", "/coes/" + ref + "/attachments?name=a.gz", SignedIn.ADMIN, headers);
    }

    /** A content in chunks of so many bytes, without the last, empty one. */
    private static byte[] chunks(byte[] content, int size) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += size) {
            int length = Math.min(size, content.length - at);
            chunks.writeBytes(text(Integer.toHexString(length) + "\r\n"));
            chunks.write(content, at, length);
            chunks.writeBytes(text("\r\n"));
        }
        return chunks.toByteArray();
    }

    private static byte[] form(byte[] content) {
        return joined(text(FILE), content, text(END));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static RawAnswer sent(String ref, String type, byte[]... parts) throws IOException {
        try (Socket socket = begun(ref, type)) {
            OutputStream out = socket.getOutputStream();
            for (byte[] part : parts) {
                out.write(part);
                out.flush();
            }
            return RawAnswer.from(socket);
        }
    }

    private static void taken(String type, byte[] content, byte[]... parts) throws IOException {
        String ref = filed(coe(team()));
        RawAnswer answer = sent(ref, type, parts);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        get("/coes/" + ref + "/attachments")
                .body("items[0].size", equalTo(content.length))
                .body("items[0].sha256", equalTo(Files.sha256(content)));
        nothingIsOnItsWay();
    }

    private static void refused(int status, String detail, String type, byte[]... parts) throws IOException {
        String ref = filed(coe(team()));
        RawAnswer answer = sent(ref, type, parts);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.head()).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer.body()).contains(detail);
        nothingIsOnItsWay();
        get("/coes/" + ref + "/attachments").body("items", empty());
    }

    @Test
    void a_file_in_chunks_is_taken_alone_and_in_a_form() throws IOException {
        byte[] content = packed(200_001);
        taken(ALONE, content, chunks(content, 7_777), LAST);
        taken(FORM, content, chunks(form(content), 1_111), LAST);
        byte[] few = packed(300);
        taken(FORM, few, chunks(form(few), 1), LAST);
    }

    @Test
    void a_file_of_as_many_bytes_as_it_may_have_is_taken_and_one_more_is_a_413() throws IOException {
        byte[] most = packed(MOST);
        taken(ALONE, most, chunks(most, 1 << 16), LAST);
        byte[] more = packed(MOST + 1);
        refused(413, "at most 25 MiB", ALONE, chunks(more, 1 << 16), LAST);
        refused(413, "at most 25 MiB", FORM, chunks(form(more), 1 << 16), LAST);
    }

    @Test
    void a_chunk_whose_size_is_none_is_a_400_and_nothing_is_kept() throws IOException {
        byte[] content = packed(20_000);
        refused(400, "not what its headers say", ALONE, chunks(content, 5_000), text("zz\r\n"));
        refused(400, "not what its headers say", FORM, chunks(form(content), 5_000), text("-1\r\n"));
    }

    @Test
    void a_file_that_is_cut_off_before_its_last_chunk_is_not_kept() throws IOException {
        byte[] content = packed(20_000);
        String ref = filed(coe(team()));
        for (String type : new String[] {ALONE, FORM}) {
            try (Socket socket = begun(ref, type)) {
                socket.getOutputStream().write(chunks(type.equals(FORM) ? form(content) : content, 5_000));
                socket.getOutputStream().flush();
                Spooled.await(() -> Spooled.bytes() > 0);
            }
            nothingIsOnItsWay();
        }
        get("/coes/" + ref + "/attachments").body("items", empty());
    }

    @Test
    void what_stands_behind_the_closing_boundary_is_passed_over_unless_it_is_large() throws IOException {
        byte[] content = packed(20_000);
        byte[] little = text("An epilogue, which RFC 2046 (section 5.1.1) has readers pass over.\r\n");
        taken(FORM, content, chunks(joined(form(content), little), 5_000), LAST);
        taken(FORM, content, chunks(form(content), 5_000), chunks(new byte[7_000], 5_000), LAST);
        byte[] much = new byte[100_000];
        refused(413, "behind its last", FORM, chunks(form(content), 5_000), chunks(much, 5_000), LAST);
    }

    @Test
    void the_connection_takes_another_request_behind_the_last_chunk() throws IOException {
        String ref = filed(coe(team()));
        byte[] content = packed(5_000);
        try (Socket socket = begun(ref, ALONE)) {
            socket.getOutputStream().write(joined(chunks(content, 1_000), LAST));
            assertThat(RawAnswer.from(socket).status()).isEqualTo(201);
            socket.getOutputStream()
                    .write(text("GET " + API + "/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + SignedIn.ADMIN + "\r\n\r\n"));
            assertThat(RawAnswer.from(socket).status()).isEqualTo(200);
        }
    }
}

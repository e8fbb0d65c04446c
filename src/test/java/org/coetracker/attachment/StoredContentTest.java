package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.attach;
import static org.coetracker.attachment.Files.attached;
import static org.coetracker.attachment.Files.packed;
import static org.coetracker.attachment.Spooled.await;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;
import static org.coetracker.attachment.Spooled.sql;
import static org.coetracker.attachment.Spooled.status;
import static org.coetracker.attachment.Spooled.uploadBegun;
import static org.coetracker.attachment.Spooled.value;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is there after something went wrong. */
@QuarkusTest
class StoredContentTest {
    @Inject
    MovableClock clock;

    @AfterEach
    void reset() {
        clock.reset();
    }

    private static long count(String query) {
        return Long.parseLong(value(query));
    }

    @Test
    void a_damaged_content_is_given_to_nobody_and_found_by_the_check() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(300_000));
        String intact = attached(ref, "b.gz", packed(300_001));
        sql("update attachment_chunk set data = set_byte(data, 77, 255 - get_byte(data, 77)) where number = 1 and"
                + " attachment_id = '" + id + "'");
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(500);
        get("/coes/" + ref + "/attachments/" + intact + "/content").statusCode(200);
        clock.forward(Duration.ofDays(31));
        post("/jobs/attachment-check/runs", map())
                .statusCode(201)
                .body("error", nullValue())
                .body("flagged", greaterThanOrEqualTo(1));
        assertThat(count("select count(*) from attachment where damaged and id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from attachment where damaged and id = '" + intact + "'"))
                .isZero();
        sql("delete from attachment where id = '" + id + "'");
    }

    @Test
    void every_node_says_how_many_are_damaged_whoever_has_found_it() {
        String id = attached(filed(coe(team())), "a.gz", packed(1_000));
        double before = Spooled.metric("coe_attachment_damaged ");
        sql("update attachment set damaged = true where id = '" + id + "'");
        assertThat(Spooled.metric("coe_attachment_damaged ")).isEqualTo(before + 1);
        sql("update attachment set damaged = false where id = '" + id + "'");
        assertThat(Spooled.metric("coe_attachment_damaged ")).isEqualTo(before);
    }

    @Test
    void a_database_that_goes_away_in_the_middle_of_an_upload_is_a_503_and_nothing_is_kept() {
        String ref = filed(coe(team()));
        sql("""
                create function away_in_the_middle() returns trigger language plpgsql as $$
                begin raise exception 'terminating connection' using errcode = '57P01'; end $$""");
        sql("""
                create trigger away_in_the_middle before insert on attachment_chunk for each row
                when (new.number = 2) execute function away_in_the_middle()""");
        try {
            attach(ref, "a.gz", packed(600_000)).statusCode(503);
        } finally {
            sql("drop trigger away_in_the_middle on attachment_chunk");
            sql("drop function away_in_the_middle");
        }
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(0));
        assertThat(count("select count(*) from attachment_chunk c where not exists"
                        + " (select 1 from attachment a where a.id = c.attachment_id)"))
                .isZero();
        attach(ref, "a.gz", packed(600_000)).statusCode(201);
        nothingIsOnItsWay();
    }

    @Test
    void a_sender_who_goes_away_leaves_nothing_behind() throws IOException {
        String ref = filed(coe(team()));
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST " + API + "/coes/" + ref + "/attachments?name=a.gz HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + SignedIn.ADMIN
                                    + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(packed(300_000));
            socket.getOutputStream().flush();
            await(() -> Spooled.bytes() >= 1_000_000);
        }
        nothingIsOnItsWay();
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(0));
    }

    @Test
    void nobody_writes_files_to_the_disk_without_a_credential() throws IOException {
        String ref = filed(coe(team()));
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST " + API + "/coes/" + ref + "/attachments?name=a.gz HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
            assertThat(Spooled.bytes()).isZero();
        }
    }

    @Test
    void the_same_file_sent_again_mends_a_damaged_one_under_its_id() {
        String ref = filed(coe(team()));
        byte[] sent = packed(300_002);
        String id = attached(ref, "a.gz", sent);
        String at = "/coes/" + ref + "/attachments/" + id;
        sql("update attachment_chunk set data = '\\x00' where number = 1 and attachment_id = '" + id + "'");
        sql("update attachment set damaged = true where id = '" + id + "'");
        get(at + "/content").statusCode(500);
        attach(ref, "a.gz", sent).statusCode(200).body("id", equalTo(id));
        assertThat(get(at + "/content").statusCode(200).extract().asByteArray()).isEqualTo(sent);
        assertThat(count("select count(*) from attachment where damaged and id = '" + id + "'"))
                .isZero();
        get("/coes/" + ref + "/history").body("items.change[0]", equalTo("file_mended"));
    }

    @Test
    void whoever_may_not_attach_is_told_before_the_file_is_sent_and_takes_no_room() throws IOException {
        String ref = filed(coe(team()));
        String stranger = SignedIn.as(person(), SignedIn::bearer);
        for (String[] attempt : new String[][] {
            {ref, stranger, "403"}, {"COE-999999999", stranger, "404"}, {"COE-999999999", SignedIn.ADMIN, "404"}
        }) {
            try (Socket socket = uploadBegun(attempt[0], attempt[1], 1_000_000)) {
                assertThat(status(socket)).isEqualTo(Integer.parseInt(attempt[2]));
                assertThat(Spooled.bytes()).isZero();
            }
        }
    }

    @Test
    void one_person_has_three_files_on_their_way_and_leaves_room_for_others() throws IOException {
        String owner = person();
        String ref = filed(coe(team(), "owner", owner));
        String token = SignedIn.as(owner, SignedIn::bearer);
        try (Socket one = uploadBegun(ref, token, 1_000_000);
                Socket two = uploadBegun(ref, token, 1_000_000);
                Socket three = uploadBegun(ref, token, 1_000_000)) {
            await(() -> Spooled.bytes() == 3_000_000);
            try (Socket four = uploadBegun(ref, token, 1_000_000)) {
                assertThat(status(four)).isEqualTo(429);
            }
            attach(ref, "others.gz", packed(1_000)).statusCode(201);
            assertThat(one.isConnected() && two.isConnected() && three.isConnected())
                    .isTrue();
        }
        nothingIsOnItsWay();
    }

    @Test
    void a_file_whose_storage_was_taken_away_is_deleted_all_the_same() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_300));
        sql("update attachment set storage = 's3' where id = '" + id + "'");
        given().header("If-Match", "*")
                .delete(API + "/coes/" + ref + "/attachments/" + id)
                .then()
                .statusCode(204);
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(0));
    }
}

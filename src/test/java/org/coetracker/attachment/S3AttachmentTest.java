package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.attach;
import static org.coetracker.attachment.Files.attached;
import static org.coetracker.attachment.Files.packed;
import static org.coetracker.attachment.Spooled.await;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;
import static org.coetracker.attachment.Spooled.sql;
import static org.coetracker.attachment.Spooled.value;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.coetracker.MovableClock;
import org.coetracker.SignedIn;
import org.coetracker.attachment.storage.FakeS3;
import org.coetracker.attachment.storage.Storages;
import org.coetracker.shared.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(S3AttachmentTest.InS3.class)
class S3AttachmentTest {
    @Inject
    MovableClock clock;

    @Inject
    Storages storages;

    @Inject
    Contents contents;

    static final String PORT = "coe.test.s3.port";

    private static FakeS3 storage;

    /** The settings of an operator who keeps files elsewhere. */
    public static class InS3 implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // A class loader of its own loads this profile, so that the storage is started by the test.
            System.setProperty(PORT, Integer.toString(FakeS3.freePort()));
            return Map.of(
                    "coe.attachments",
                    "s3",
                    "coe.s3.endpoint",
                    "http://127.0.0.1:" + System.getProperty(PORT),
                    "coe.s3.bucket",
                    FakeS3.BUCKET,
                    "coe.s3.access-key",
                    FakeS3.KEY,
                    "coe.s3.secret-key",
                    "secret");
        }
    }

    @BeforeAll
    static void start_the_storage() throws IOException {
        storage = FakeS3.at(Integer.getInteger(PORT));
    }

    @AfterAll
    static void stop_the_storage() {
        storage.close();
    }

    @AfterEach
    void reset() {
        storage.away(false);
        storage.whenRead(key -> {});
        clock.reset();
    }

    @Test
    void a_content_is_an_object_while_its_file_is_attached() {
        String ref = filed(coe(team()));
        byte[] sent = packed(300_000);
        String id = attached(ref, "a.gz", sent);
        assertThat(storage.keys()).contains(object(id));
        assertThat(given().get(API + "/coes/" + ref + "/attachments/" + id + "/content")
                        .asByteArray())
                .isEqualTo(sent);
        given().header("If-Match", "*")
                .delete(API + "/coes/" + ref + "/attachments/" + id)
                .then()
                .statusCode(204);
        assertThat(storage.keys()).doesNotContain(object(id));
    }

    @Test
    void a_storage_that_is_away_is_a_503_and_nothing_is_kept() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_000));
        storage.away(true);
        attach(ref, "b.gz", packed(2_000)).statusCode(503).body("detail", containsString("storage of files"));
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(503);
        get("/coes/" + ref + "/attachments?count=true").body("total", equalTo(1));
        storage.away(false);
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(200);
    }

    @Test
    void an_object_that_is_lost_is_no_content_for_anybody() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_001));
        storage.lose(object(id));
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(500);
    }

    @Test
    void a_content_that_went_with_its_request_is_no_failure_of_the_storage() {
        Path gone = Path.of("target", "gone-with-its-request");
        assertThatThrownBy(() -> storages.current().stage(Ids.next(), gone, 10))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> contents.stage(storages.current(), Ids.next(), gone, 10))
                .hasMessageContaining("request was over");
    }

    private static String object(Object id) {
        return "attachments/" + value("select id from installation") + "/" + id;
    }

    @Test
    void what_never_got_a_row_is_cleared_after_a_day_and_what_has_one_stays() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_002));
        Instant old = clock.instant().minus(Duration.ofHours(25));
        storage.put(object(id), storage.content(object(id)), old);
        List<String> orphans =
                IntStream.range(0, 7).mapToObj(each -> object(Ids.next())).toList();
        orphans.forEach(orphan -> storage.put(orphan, new byte[] {1}, old));
        String fresh = object(Ids.next());
        String foreign = object("read-me.txt");
        String ofOthers = "attachments/" + UUID.randomUUID() + "/" + Ids.next();
        storage.put(foreign, new byte[] {1}, old);
        storage.put(ofOthers, new byte[] {1}, old);
        storage.put(fresh, new byte[] {1}, clock.instant());
        post("/jobs/attachment-cleanup/runs", map("dryRun", true)).statusCode(201);
        assertThat(storage.keys()).containsAll(orphans);
        post("/jobs/attachment-cleanup/runs", map()).statusCode(201).body("error", nullValue());
        assertThat(storage.keys())
                .contains(object(id), fresh, foreign, ofOthers)
                .doesNotContainAnyElementsOf(orphans);
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(200);
    }

    @Test
    void nothing_is_cleared_when_most_objects_are_unknown() {
        Instant old = clock.instant().minus(Duration.ofHours(25));
        List<String> many =
                IntStream.range(0, 25).mapToObj(each -> object(Ids.next())).toList();
        many.forEach(one -> storage.put(one, new byte[] {1}, old));
        try {
            post("/jobs/attachment-cleanup/runs", map())
                    .statusCode(201)
                    .body("error", containsString("COE_S3_CLEARS_MOST"));
            assertThat(storage.keys()).containsAll(many);
        } finally {
            many.forEach(storage::lose);
        }
    }

    @Test
    void an_object_stays_when_nobody_knows_what_became_of_its_row() {
        String ref = filed(coe(team()));
        sql("""
                create function fails_at_the_end() returns trigger language plpgsql as $$
                begin raise exception 'terminating connection' using errcode = '57P01'; end $$""");
        sql("""
                create constraint trigger fails_at_the_end after insert on attachment deferrable initially deferred
                for each row execute function fails_at_the_end()""");
        Set<String> before = storage.keys();
        try {
            attach(ref, "a.gz", packed(1_004)).statusCode(503);
        } finally {
            sql("drop trigger fails_at_the_end on attachment");
            sql("drop function fails_at_the_end");
        }
        Set<String> left = new HashSet<>(storage.keys());
        left.removeAll(before);
        assertThat(left).hasSize(1);
        clock.forward(Duration.ofHours(26));
        post("/jobs/attachment-cleanup/runs", map()).statusCode(201).body("error", nullValue());
        assertThat(storage.keys()).doesNotContainAnyElementsOf(left);
    }

    @Test
    void what_is_refused_before_the_commit_leaves_no_object() {
        String ref = filed(coe(team()));
        Set<String> before = storage.keys();
        sql("""
                create function fails_at_once() returns trigger language plpgsql as $$
                begin raise exception 'terminating connection' using errcode = '57P01'; end $$""");
        sql("create trigger fails_at_once before insert on attachment for each row execute function fails_at_once()");
        try {
            attach(ref, "a.gz", packed(1_005)).statusCode(503);
        } finally {
            sql("drop trigger fails_at_once on attachment");
            sql("drop function fails_at_once");
        }
        assertThat(storage.keys()).isEqualTo(before);
    }

    @Test
    void a_reader_who_goes_away_before_the_answer_leaves_nothing_behind() throws IOException {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(500_000));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        storage.whenRead(key -> {
            asked.countDown();
            patiently(goOn);
            read.countDown();
        });
        String at = "/coes/" + ref + "/attachments/" + id + "/content";
        try (Socket socket = Spooled.begun("GET", at, SignedIn.ADMIN, "")) {
            assertThat(patiently(asked)).isTrue();
            assertThat(Spooled.bytes()).isEqualTo(500_000);
            socket.setSoLinger(true, 0);
        }
        // At once, not when the storage has answered.
        nothingIsOnItsWay();
        goOn.countDown();
        assertThat(patiently(read)).isTrue();
        storage.whenRead(key -> {});
        get(at).statusCode(200);
        nothingIsOnItsWay();
    }

    private static boolean patiently(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void a_file_that_is_deleted_while_it_is_read_is_not_there() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_006));
        double damaged = damagedReads();
        storage.whenRead(key -> {
            sql("delete from attachment where id = '" + id + "'");
            storage.lose(key);
        });
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(404);
        String other = attached(ref, "b.gz", packed(1_007));
        storage.whenRead(key -> {
            sql("delete from attachment where id = '" + other + "'");
            storage.put(key, new byte[] {1}, clock.instant());
        });
        get("/coes/" + ref + "/attachments/" + other + "/content").statusCode(404);
        assertThat(damagedReads()).isEqualTo(damaged);
    }

    private static double damagedReads() {
        return given().header("Authorization", "Bearer coe_test-prometheus")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("coe_attachment_damaged_reads_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void one_content_that_cannot_be_read_does_not_keep_the_check_from_the_others() {
        String ref = filed(coe(team()));
        String first = attached(ref, "a.gz", packed(1_008));
        String second = attached(ref, "b.gz", packed(1_009));
        storage.lose(object(second));
        storage.lock(object(first), true);
        clock.forward(Duration.ofDays(31));
        try {
            post("/jobs/attachment-check/runs", map())
                    .statusCode(201)
                    .body("error", containsString("could not be read"));
        } finally {
            storage.lock(object(first), false);
        }
        assertThat(value("select damaged from attachment where id = '" + second + "'"))
                .isEqualTo("t");
        assertThat(value("select damaged from attachment where id = '" + first + "'"))
                .isEqualTo("f");
        post("/jobs/attachment-check/runs", map()).statusCode(201).body("error", nullValue());
        attach(ref, "b.gz", packed(1_009)).statusCode(200).body("id", equalTo(second));
        get("/coes/" + ref + "/attachments/" + second + "/content").statusCode(200);
    }

    @Test
    void objects_of_a_draft_go_with_it_so_that_the_others_are_never_taken_for_a_mistake() {
        String ref = filed(coe(team()));
        List<String> objects = IntStream.range(0, 25)
                .mapToObj(each -> object(attached(ref, each + ".gz", packed(2_000 + each))))
                .toList();
        delete(ref);
        await(() -> storage.keys().stream().noneMatch(objects::contains));
        clock.forward(Duration.ofHours(26));
        post("/jobs/attachment-cleanup/runs", map()).statusCode(201).body("error", nullValue());
    }

    @Test
    void objects_of_a_draft_that_is_not_deleted_after_all_stay() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_003));
        sql("""
                create function fails_at_the_end() returns trigger language plpgsql as $$
                begin raise exception 'terminating connection' using errcode = '57P01'; end $$""");
        sql("""
                create constraint trigger fails_at_the_end after delete on coe deferrable initially deferred
                for each row execute function fails_at_the_end()""");
        try {
            given().header("If-Match", "*").delete(API + "/coes/" + ref).then().statusCode(503);
        } finally {
            sql("drop trigger fails_at_the_end on coe");
            sql("drop function fails_at_the_end");
        }
        String other = filed(coe(team()));
        String last = object(attached(other, "b.gz", packed(1_010)));
        delete(other);
        await(() -> !storage.keys().contains(last));
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(200);
    }

    @Test
    void objects_of_a_draft_that_was_deleted_while_the_storage_was_away_are_cleared_after_a_day() {
        String ref = filed(coe(team()));
        String object = object(attached(ref, "a.gz", packed(1_003)));
        storage.away(true);
        delete(ref);
        storage.away(false);
        clock.forward(Duration.ofHours(26));
        post("/jobs/attachment-cleanup/runs", map()).statusCode(201);
        await(() -> !storage.keys().contains(object));
    }

    private static void delete(String ref) {
        given().header("If-Match", "*").delete(API + "/coes/" + ref).then().statusCode(204);
    }

    /** Lets the check find a file before all others that are due. */
    private static void due(String id, String storage, int day) {
        sql("update attachment set storage = '" + storage + "', checked_at = '2001-01-01'::timestamptz + interval '"
                + day + " days' where id = '" + id + "'");
    }

    private static boolean isChecked(String id) {
        return value("select checked_at > '2002-01-01' from attachment where id = '" + id + "'")
                .equals("t");
    }

    private String inPostgres(String ref, byte[] content) {
        String id = attached(ref, "table.gz", content);
        sql("insert into attachment_chunk values ('" + id + "', 0, '\\x"
                + java.util.HexFormat.of().formatHex(content) + "')");
        return id;
    }

    @Test
    void a_storage_that_is_away_is_left_alone_and_the_others_are_checked() {
        String ref = filed(coe(team()));
        List<String> locked = IntStream.range(0, 21)
                .mapToObj(each -> attached(ref, each + ".gz", packed(3_000 + each)))
                .toList();
        locked.forEach(id -> storage.lock(object(id), true));
        String table = inPostgres(ref, packed(3_100));
        IntStream.range(0, 21).forEach(each -> due(locked.get(each), "s3", each));
        due(table, "postgresql", 30);
        try {
            post("/jobs/attachment-check/runs", map())
                    .statusCode(201)
                    .body("error", containsString("20 contents could not be read"))
                    .body("error", containsString("No more was read of s3"));
        } finally {
            locked.forEach(id -> storage.lock(object(id), false));
        }
        assertThat(isChecked(table)).isTrue();
        assertThat(value("select damaged from attachment where id = '" + table + "'"))
                .isEqualTo("f");
        assertThat(isChecked(locked.get(20))).isFalse();
        assertThat(value("select count(*) from attachment where damaged and coe_id ="
                        + " (select coe_id from attachment where id = '" + table + "')"))
                .isEqualTo("0");
        post("/jobs/attachment-check/runs", map()).statusCode(201).body("error", nullValue());
    }

    @Test
    void what_could_not_be_read_does_not_come_first_the_next_night() {
        String ref = filed(coe(team()));
        List<String> locked = IntStream.range(0, 20)
                .mapToObj(each -> attached(ref, each + ".gz", packed(4_000 + each)))
                .toList();
        locked.forEach(id -> storage.lock(object(id), true));
        String behind = attached(ref, "behind.gz", packed(4_100));
        IntStream.range(0, 20).forEach(each -> due(locked.get(each), "s3", each));
        due(behind, "s3", 30);
        try {
            post("/jobs/attachment-check/runs", map()).statusCode(201).body("error", containsString("20 contents"));
            assertThat(isChecked(behind)).isFalse();
            clock.forward(Duration.ofDays(1));
            post("/jobs/attachment-check/runs", map()).statusCode(201).body("error", containsString("20 contents"));
            assertThat(isChecked(behind)).isTrue();
            clock.forward(Duration.ofDays(1));
        } finally {
            locked.forEach(id -> storage.lock(object(id), false));
        }
        post("/jobs/attachment-check/runs", map()).statusCode(201).body("error", nullValue());
    }
}

package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.coetracker.MovableClock;
import org.coetracker.attachment.storage.FakeS3;
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

    private static final String PORT = "coe.test.s3.port";

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
        clock.reset();
    }

    @Test
    void a_content_is_an_object_while_its_file_is_attached() {
        String ref = filed(coe(team()));
        byte[] sent = packed(300_000);
        String id = attached(ref, "a.gz", sent);
        assertThat(storage.keys()).contains("attachments/" + id);
        assertThat(given().get(API + "/coes/" + ref + "/attachments/" + id + "/content")
                        .asByteArray())
                .isEqualTo(sent);
        given().header("If-Match", "*")
                .delete(API + "/coes/" + ref + "/attachments/" + id)
                .then()
                .statusCode(204);
        assertThat(storage.keys()).doesNotContain("attachments/" + id);
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
        storage.lose("attachments/" + id);
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(500);
    }

    @Test
    void what_never_got_a_row_is_cleared_after_a_day_and_what_has_one_stays() {
        String ref = filed(coe(team()));
        String kept = "attachments/" + attached(ref, "a.gz", packed(1_002));
        String orphan = "attachments/" + Ids.next();
        String fresh = "attachments/" + Ids.next();
        String foreign = "attachments/read-me.txt";
        Instant old = clock.instant().minus(Duration.ofHours(25));
        storage.put(orphan, new byte[] {1}, old);
        storage.put(foreign, new byte[] {1}, old);
        storage.put(fresh, new byte[] {1}, clock.instant());
        post("/jobs/attachment-cleanup/runs", map("dryRun", true)).statusCode(201);
        assertThat(storage.keys()).contains(orphan);
        post("/jobs/attachment-cleanup/runs", map()).statusCode(201).body("error", nullValue());
        assertThat(storage.keys()).contains(kept, fresh, foreign).doesNotContain(orphan);
    }

    @Test
    void objects_of_a_draft_that_was_deleted_are_cleared_after_a_day() {
        String ref = filed(coe(team()));
        String object = "attachments/" + attached(ref, "a.gz", packed(1_003));
        given().header("If-Match", "*").delete(API + "/coes/" + ref).then().statusCode(204);
        assertThat(storage.keys()).contains(object);
        clock.forward(Duration.ofHours(26));
        post("/jobs/attachment-cleanup/runs", map()).statusCode(201);
        assertThat(storage.keys()).doesNotContain(object);
    }
}

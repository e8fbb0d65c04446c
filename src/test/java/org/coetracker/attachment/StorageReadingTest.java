package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.attached;
import static org.coetracker.attachment.Files.packed;
import static org.coetracker.attachment.Files.text;
import static org.coetracker.attachment.Spooled.await;
import static org.coetracker.attachment.Spooled.begun;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;
import static org.coetracker.attachment.Spooled.sql;
import static org.coetracker.attachment.Spooled.status;
import static org.coetracker.attachment.Spooled.value;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.SignedIn;
import org.coetracker.attachment.storage.FakeS3;
import org.coetracker.attachment.storage.Storage;
import org.coetracker.shared.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A storage that gives more than it was given, or takes its time. */
@QuarkusTest
@TestProfile(StorageReadingTest.InS3.class)
class StorageReadingTest {
    /** A service and a storage of its own: another test's storage is gone, and connections to it are still kept. */
    public static class InS3 extends S3AttachmentTest.InS3 {}

    private static FakeS3 storage;

    @Inject
    Contents contents;

    @BeforeAll
    static void start_the_storage() throws IOException {
        storage = FakeS3.at(Integer.getInteger(S3AttachmentTest.PORT));
    }

    @AfterAll
    static void stop_the_storage() {
        storage.close();
    }

    @AfterEach
    void reset() {
        storage.whenRead(key -> {});
    }

    private static String object(Object id) {
        return "attachments/" + value("select id from installation") + "/" + id;
    }

    @Test
    void a_content_that_is_larger_than_its_row_says_is_damaged_and_read_no_further() {
        String ref = filed(coe(team()));
        String id = attached(ref, "a.gz", packed(1_200));
        storage.grow(object(id), 50L << 30);
        get("/coes/" + ref + "/attachments/" + id + "/content").statusCode(500);
        sql("update attachment set checked_at = '2001-01-01' where id = '" + id + "'");
        post("/jobs/attachment-check/runs", map()).statusCode(201).body("error", nullValue());
        assertThat(value("select damaged from attachment where id = '" + id + "'"))
                .isEqualTo("t");
        storage.lose(object(id));
        sql("delete from attachment where id = '" + id + "'");
        nothingIsOnItsWay();
    }

    @Test
    void those_who_wait_for_a_slow_storage_take_no_turn_from_those_who_draw() throws IOException {
        String ref = filed(coe(team()));
        byte[] table = text("time,load\n2026-01-31T13:00:00Z,1\n2026-01-31T13:01:00Z,2\n");
        String slow = attached(ref, "slow.csv", table);
        String other = attached(ref, "other.csv", table);
        String at = "/coes/" + ref + "/attachments/";
        String slowly = object(slow);
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        storage.whenRead(key -> {
            if (key.equals(slowly)) {
                asked.incrementAndGet();
                patiently(goOn);
            }
        });
        try (Socket one = begun("GET", at + slow + "/chart", SignedIn.ADMIN, "");
                Socket two = begun("GET", at + slow + "/chart", SignedIn.ADMIN, "")) {
            await(() -> asked.get() == 2);
            get(at + other + "/chart").statusCode(200);
            goOn.countDown();
            assertThat(status(one)).isEqualTo(200);
            assertThat(status(two)).isEqualTo(200);
        }
        nothingIsOnItsWay();
    }

    private static void patiently(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_storage_that_fails_to_take_a_content_away_changes_nothing_of_what_was_done() {
        Storage failing = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("The database cannot be asked");
                });
        assertThatCode(() -> contents.discard(failing, Ids.next())).doesNotThrowAnyException();
    }
}

package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.team;
import static org.coetracker.attachment.Files.packed;
import static org.coetracker.attachment.Spooled.await;
import static org.coetracker.attachment.Spooled.begun;
import static org.coetracker.attachment.Spooled.nothingIsOnItsWay;
import static org.coetracker.attachment.Spooled.status;
import static org.coetracker.attachment.Spooled.uploadBegun;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** Those who send and take as slowly as they can. */
@QuarkusTest
@TestProfile(SlowPeopleTest.Impatient.class)
class SlowPeopleTest {
    /** The settings of an operator who waits for nobody. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coe.limit.upload-for", "2s", "coe.limit.download-for", "2s");
        }
    }

    /** Sends a byte now and then, until nobody takes it. */
    private static void trickle(Socket socket) {
        await(() -> {
            try {
                socket.getOutputStream().write(1);
                socket.getOutputStream().flush();
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    @Test
    void the_body_of_a_request_that_was_answered_early_is_read_no_longer_than_an_upload_may_take() throws IOException {
        String ref = filed(coe(team()));
        try (Socket large = uploadBegun(ref, SignedIn.ADMIN, 30_000_000);
                Socket stranger = uploadBegun(ref, null, 1_000_000);
                Socket nowhere = uploadBegun("COE-999999999", SignedIn.ADMIN, 1_000_000)) {
            assertThat(status(large)).isEqualTo(413);
            assertThat(status(stranger)).isEqualTo(401);
            assertThat(status(nowhere)).isEqualTo(404);
            trickle(large);
            trickle(stranger);
            trickle(nowhere);
        }
        nothingIsOnItsWay();
    }

    @Test
    void a_file_that_does_not_arrive_in_time_is_a_408() throws IOException {
        String ref = filed(coe(team()));
        try (Socket slow = uploadBegun(ref, SignedIn.ADMIN, 1_000_000)) {
            slow.getOutputStream().write(packed(1_000));
            assertThat(status(slow)).isEqualTo(408);
        }
        nothingIsOnItsWay();
    }

    @Test
    void a_file_that_is_not_taken_in_time_gives_its_room_back() throws IOException, InterruptedException {
        String ref = filed(coe(team()));
        String at = "/coes/" + ref + "/attachments";
        assertThat(Large.post(at + "?name=a.gz", BodyPublishers.ofByteArray(packed(25 << 20)))
                        .statusCode())
                .isEqualTo(201);
        String id = Fixture.get(at).extract().path("items[0].id");
        try (Socket slow = begun("GET", at + "/" + id + "/content", SignedIn.ADMIN, "")) {
            assertThat(status(slow)).isEqualTo(200);
            await(() -> Spooled.bytes() > 0);
            nothingIsOnItsWay();
        }
    }
}

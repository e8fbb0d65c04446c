package org.coetracker.notice.mail;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** The service with a mail server, which the test starts on a port that was free a moment ago. */
public class MailProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        MailServer server = MailServer.from(Map.of(
                        "COE_MAIL_HOST", "127.0.0.1",
                        "COE_MAIL_PORT", Integer.toString(freePort()),
                        "COE_MAIL_FROM", "COE Tracker <coe@example.org>",
                        "COE_MAIL_TLS", "none",
                        "COE_PUBLIC_URL", "https://coe.example.org/"))
                .orElseThrow();
        Map<String, String> settings = new HashMap<>(server.properties());
        // Tests start one server after the other on the same port; connections to the last one are of no use.
        settings.put("quarkus.mailer.keep-alive", "false");
        settings.put("coe.mail.host", server.host());
        settings.put("coe.public-url", "https://coe.example.org/");
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

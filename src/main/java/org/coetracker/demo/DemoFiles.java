package org.coetracker.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coetracker.shared.json.JsonText;

/** The files of the demo; {@code demo/README.md} beside them says where they come from. */
final class DemoFiles {
    private static final List<String> INCIDENTS = List.of(
            "01-knight-order-router",
            "02-gitlab-database-deletion",
            "03-s3-capacity-removal",
            "04-homebrew-leaked-token",
            "05-github-database-failover",
            "06-cloudflare-waf-regex",
            "07-kinesis-thread-limit",
            "08-slack-transit-gateway",
            "09-fastly-latent-bug",
            "10-facebook-backbone",
            "11-roblox-consul",
            "12-atlassian-site-deletion",
            "13-circleci-stolen-session",
            "14-datadog-systemd-update",
            "15-cloudflare-data-centre-power",
            "16-crowdstrike-channel-file");

    private DemoFiles() {}

    static JsonNode people() {
        return read("people.json");
    }

    /** The handles of those who sign off what may be exposed. */
    static Stream<String> securityReviewers() {
        return StreamSupport.stream(people().spliterator(), false)
                .filter(person -> person.path("roles").toString().contains("security_reviewer"))
                .map(person -> person.path("handle").asText());
    }

    static JsonNode teams() {
        return read("teams.json");
    }

    static List<JsonNode> incidents() {
        return INCIDENTS.stream()
                .map(name -> read("incidents/" + name + ".json"))
                .toList();
    }

    private static JsonNode read(String name) {
        try (InputStream file = DemoFiles.class.getResourceAsStream("/demo/" + name)) {
            return JsonText.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

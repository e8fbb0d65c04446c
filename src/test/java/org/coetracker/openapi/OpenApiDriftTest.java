package org.coetracker.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds the committed document to the one that the service gives out. */
@QuarkusTest
class OpenApiDriftTest {
    private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");

    @Test
    void the_committed_document_is_the_one_that_the_service_gives_out() throws IOException {
        String served = OpenApiDocument.served().yaml();
        if (Boolean.getBoolean("openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";
        assertThat(committed.equals(served))
                .as(() -> COMMITTED + " is not what the service gives out. " + difference(committed, served)
                        + "\nWrite it anew with: mvn verify -Dopenapi.update=true"
                        + "\nand look at: git diff openapi/")
                .isTrue();
    }

    private static String difference(String committed, String served) {
        List<String> old = committed.lines().toList();
        List<String> now = served.lines().toList();
        int line = IntStream.range(0, Math.min(old.size(), now.size()))
                .filter(index -> !old.get(index).equals(now.get(index)))
                .findFirst()
                .orElse(Math.min(old.size(), now.size()));
        return "The first difference is in line " + (line + 1) + ":\n- " + around(old, line) + "\n+ "
                + around(now, line);
    }

    private static String around(List<String> lines, int line) {
        return String.join("\n  ", lines.subList(Math.min(line, lines.size()), Math.min(line + 3, lines.size())));
    }
}

package org.coetracker.shared.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.coetracker.shared.json.JsonText;

/** What people say about the document, in files beside the code. */
final class Resources {
    private static final String FOLDER = "openapi/";

    private Resources() {}

    static Optional<String> find(String name) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("There is no " + FOLDER + name));
    }

    static Properties properties(String name) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static Optional<JsonNode> json(String name) {
        return find(name).map(JsonText::parse);
    }
}

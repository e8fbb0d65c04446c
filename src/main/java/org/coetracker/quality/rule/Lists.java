package org.coetracker.quality.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The lists of words that come with the service. */
public final class Lists {
    private Lists() {}

    /** Words that blame, unless an operator has a list of their own. */
    public static String blame() {
        return read("blame-words");
    }

    /** Words that speak of tests; an operator may add to them. */
    public static String tests() {
        return read("test-words");
    }

    static String personEndings() {
        return read("person-endings");
    }

    static String verbs() {
        return read("verbs");
    }

    private static String read(String name) {
        try (InputStream file = Lists.class.getResourceAsStream("/org/coetracker/quality/" + name + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

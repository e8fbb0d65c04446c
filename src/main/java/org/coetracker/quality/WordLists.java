package org.coetracker.quality;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coetracker.quality.rule.Lists;
import org.coetracker.quality.rule.Words;
import org.coetracker.shared.start.CannotStart;

/** The words that rules go by: the operator's lists, or those that come with the service. Read once, at the start. */
@Startup
@Singleton
class WordLists {
    private static final long MOST_BYTES = 1 << 16;
    /** All texts of a record are held against all words. */
    private static final int MOST_WORDS = 500;

    private final Words blame;
    private final Words tests;

    WordLists(QualitySettings settings) {
        blame = own("COE_QUALITY_BLAME_WORDS", settings.blameWords())
                .map(Words::of)
                .orElseGet(() -> Words.ofLines(Lists.blame()));
        tests = Words.of(Stream.concat(
                        Words.lines(Lists.tests()),
                        own("COE_QUALITY_TEST_WORDS", settings.testWords()).stream()
                                .flatMap(List::stream))
                .toList());
    }

    /** Those that blame. */
    Words blame() {
        return blame;
    }

    /** Those that speak of tests. */
    Words tests() {
        return tests;
    }

    private static Optional<List<String>> own(String setting, Optional<String> path) {
        return path.map(String::strip).filter(name -> !name.isEmpty()).map(name -> read(setting, name));
    }

    private static List<String> read(String setting, String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > MOST_BYTES) {
                throw new CannotStart("The file that " + setting + " names has more than 64 KiB.");
            }
            String text = Files.readString(file);
            // Some editors begin a file in UTF-8 with a byte order mark.
            List<String> words = Words.lines(text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .toList();
            if (words.size() > MOST_WORDS) {
                throw new CannotStart("The file that " + setting + " names has " + words.size() + " words; at most "
                        + MOST_WORDS + " are looked for.");
            }
            return words;
        } catch (InvalidPathException | IOException e) {
            throw new CannotStart(
                    setting + " names a file in UTF-8 with one word in a line; \"" + path + "\" cannot be read so.", e);
        }
    }
}

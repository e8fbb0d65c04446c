package org.coetracker.quality;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.coetracker.quality.rule.Lists;
import org.coetracker.quality.rule.Words;
import org.coetracker.shared.start.CannotStart;

/** The words that blame: the operator's list, or the one that comes with the service. Read once, at the start. */
@Startup
@Singleton
class BlameWords {
    private static final long MOST_BYTES = 1 << 16;

    private final Words words;

    BlameWords(QualitySettings settings) {
        words = Words.ofLines(settings.blameWords()
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(BlameWords::read)
                .orElseGet(Lists::blame));
    }

    Words words() {
        return words;
    }

    private static String read(String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > MOST_BYTES) {
                throw new CannotStart("The file that COE_QUALITY_BLAME_WORDS names has more than 64 KiB.");
            }
            return Files.readString(file);
        } catch (InvalidPathException | IOException e) {
            throw new CannotStart(
                    "COE_QUALITY_BLAME_WORDS names a file in UTF-8 with one word in a line; \"" + path
                            + "\" cannot be read so.",
                    e);
        }
    }
}

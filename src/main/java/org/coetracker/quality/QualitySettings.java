package org.coetracker.quality;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What an operator may put in the place of what comes with the quality gate, or add to it. */
@ConfigMapping(prefix = "coe.quality")
interface QualitySettings {
    /** A file with the words that blame, one in a line, in UTF-8; the built-in list when left out or blank. */
    Optional<String> blameWords();

    /** A file with further words that speak of tests, one in a line, in UTF-8; none when left out or blank. */
    Optional<String> testWords();
}

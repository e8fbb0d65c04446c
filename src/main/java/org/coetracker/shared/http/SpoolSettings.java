package org.coetracker.shared.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where files are kept while they come in or go out. */
@ConfigMapping(prefix = "coe.spool")
interface SpoolSettings {
    /** The directory; by default the JVM's for temporary files. On a disk, or else the files take memory. */
    Optional<String> dir();

    /**
     * How much room files take at once on this node, in each of the two directions. Larger lets more of them come and go
     * at the same time.
     */
    @WithDefault("256M")
    MemorySize bytes();

    /** How many files one person may have on their way at once in each direction. Larger lets one fill the room. */
    @WithDefault("3")
    int perPerson();

    /** The directory that was meant. */
    default Path place() {
        return Path.of(dir().filter(dir -> !dir.isBlank()).orElse(System.getProperty("java.io.tmpdir")));
    }
}

package org.coetracker.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When notices are written, mailed and forgotten. */
@ConfigMapping(prefix = "coe.notice")
public interface NoticeTiming {
    /** How often a node looks for what happened. Longer costs less, and people hear later. Zero never looks. */
    @WithDefault("1S")
    Duration tellEvery();

    /** How often a node looks for mail to write and send. Longer costs less. Zero never looks, and no mail is sent. */
    @WithDefault("2S")
    Duration mailEvery();

    /** How long after somebody's newest notice a message is written; longer puts more into one message. */
    @WithDefault("10S")
    Duration mailAfter();

    /** How long a notice waits at most for others to go into the same message. */
    @WithDefault("5M")
    Duration mailWithin();

    /** How long notices and messages are kept. */
    @WithDefault("90D")
    Duration keptFor();

    /** How old an event may grow before somebody is told, until the health check turns red. */
    @WithDefault("5M")
    Duration toldWithin();
}

package org.coetracker.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stream of events is set. */
@ConfigMapping(prefix = "coe.stream")
interface StreamSettings {
    /**
     * How often a node looks for what has happened, while somebody listens. Longer asks the database less often, and
     * tells everybody later.
     */
    @WithDefault("500ms")
    Duration lookEvery();

    /** After how long without an event a sign of life is sent. Longer than proxies wait, and they end the connection. */
    @WithDefault("15s")
    Duration heartbeatEvery();

    /** How often a silent stream asks whether its credential is still good. Longer lets a revoked one listen for longer. */
    @WithDefault("3s")
    Duration standingEvery();

    /** How long a listener may leave what was sent to it unread. Longer lets stuck ones hold a connection for longer. */
    @WithDefault("60s")
    Duration patience();

    /** Streams that one person may have open on a node. More lets one person take more of the node's. */
    @WithDefault("10")
    int mostPerPerson();

    /** Streams that a node has open. Each holds a connection, and a few hundred kilobytes when it is slow. */
    @WithDefault("1000")
    int mostPerNode();
}

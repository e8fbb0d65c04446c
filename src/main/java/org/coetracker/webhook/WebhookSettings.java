package org.coetracker.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How webhooks are sent. */
@ConfigMapping(prefix = "coe.webhook")
interface WebhookSettings {
    /**
     * Hosts, addresses and networks in CIDR notation, separated by commas, that webhooks may reach although they are
     * internal, and by plain http. A host is let through whatever address its name stands for.
     */
    Optional<String> allow();

    /** How often each node looks for what is to be sent. Longer costs less and tells later; zero sends nothing. */
    @WithDefault("1S")
    Duration every();

    /** How many messages a node sends at once. More hold more threads while receivers are slow. */
    @WithDefault("16")
    int atOnce();

    /** How many of those go to one webhook; one that failed last gets one at a time. */
    @WithDefault("4")
    int atOnceToOne();

    /** How long a connection may take to be made. */
    @WithDefault("5S")
    Duration connectFor();

    /**
     * How long an attempt may take in all, from the lookup of the name until the answer's status is there; a minute at
     * most. Longer lets a receiver that hangs hold its place among those that are sent to at once.
     */
    @WithDefault("10S")
    Duration answerFor();

    /** How old an event may grow before it is put down for the webhooks, until the health check turns red. */
    @WithDefault("5M")
    Duration putDownWithin();

    /** How long a delivery that has ended is kept to be looked at and sent again. */
    @WithDefault("30d")
    Duration keepFor();
}

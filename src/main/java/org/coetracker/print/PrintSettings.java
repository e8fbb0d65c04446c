package org.coetracker.print;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits of printing, which takes a processor and tens of megabytes for each PDF. */
@ConfigMapping(prefix = "coe.print")
public interface PrintSettings {
    /** How many PDFs are made at once on a node; more take more memory, and processors from everybody else. */
    @WithDefault("2")
    @Min(1) int atOnce();

    /** How long a request waits for its turn before it is told to come again; a longer time holds more threads. */
    @WithDefault("5S")
    Duration waitFor();

    /** How many requests wait; those beyond are told to come again at once. */
    @WithDefault("8")
    @Min(0) int waiting();
}

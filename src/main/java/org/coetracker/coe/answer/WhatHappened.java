package org.coetracker.coe.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * First question: what happened?
 *
 * @param narrative the story, in Markdown
 * @param timeline the story by the clock
 */
@Schema(name = "WhatHappened")
public record WhatHappened(
        @Size(max = 100_000) String narrative,
        @Size(max = 1_000) List<@NotNull @Valid Entry> timeline) {
    /** Nothing said yet. */
    public static final WhatHappened EMPTY = new WhatHappened(null, List.of());

    /** Fills in what was left out. */
    public WhatHappened {
        timeline = timeline == null ? List.of() : timeline;
    }

    /**
     * One event.
     *
     * @param id unique in the record; given by the service when left out
     * @param at when
     * @param kind its part in the incident; {@code other} when left out
     * @param text what was seen or done
     * @param evidence ids of the supporting data that show it
     */
    @Schema(name = "TimelineEntry")
    public record Entry(
            @Pattern(regexp = ItemIds.FORM, message = ItemIds.MESSAGE) String id,

            @NotNull Instant at,
            @Schema(defaultValue = "other") Kind kind,
            @NotBlank @Size(max = 10_000) String text,
            @Size(max = 100) List<@NotBlank @Size(max = 40) String> evidence) {

        /** Fills in what was left out. */
        public Entry {
            kind = kind == null ? Kind.OTHER : kind;
            evidence = evidence == null ? List.of() : evidence;
        }
    }

    /** The part of an event in the incident. */
    @Schema(name = "TimelineKind")
    public enum Kind {
        /** What set it off. */
        TRIGGER,
        /** It was noticed. */
        DETECTION,
        /** Others were called in. */
        ESCALATION,
        /** It hurt less from here on. */
        MITIGATION,
        /** It was over. */
        RESOLUTION,
        /** Somebody was told. */
        COMMUNICATION,
        /** Something else. */
        OTHER
    }
}

package org.coetracker.coe.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Fifth question: what are the critical implications?
 *
 * @param securityExposure whether anything was exposed; {@code confirmed} restricts the record
 * @param items the implications, pillar by pillar
 */
@Schema(name = "CriticalImplications")
public record CriticalImplications(
        @Schema(defaultValue = "unanswered") SecurityExposure securityExposure,
        @Size(max = 100) List<@NotNull @Valid Implication> items) {
    /** Nothing said yet. */
    public static final CriticalImplications EMPTY = new CriticalImplications(SecurityExposure.UNANSWERED, List.of());

    /** Fills in what was left out. */
    public CriticalImplications {
        securityExposure = securityExposure == null ? SecurityExposure.UNANSWERED : securityExposure;
        items = items == null ? List.of() : items;
    }

    /**
     * One implication.
     *
     * @param pillar of what
     * @param level how bad
     * @param text the implication
     */
    @Schema(name = "Implication")
    public record Implication(
            @NotNull Pillar pillar,
            @NotNull Level level,
            @NotBlank @Size(max = 10_000) String text) {}

    /** Whether anything was exposed. */
    public enum SecurityExposure {
        /** Nobody has looked yet. */
        UNANSWERED,
        /** Nothing was. */
        NONE,
        /** Something may have been. */
        POTENTIAL,
        /** Something was. */
        CONFIRMED
    }

    /** What an implication is for. */
    @Schema(name = "ImplicationPillar")
    public enum Pillar {
        /** Protection against attack. */
        SECURITY,
        /** Protection of what is personal. */
        PRIVACY,
        /** Law and contract. */
        COMPLIANCE,
        /** Being there. */
        RELIABILITY,
        /** Running it. */
        OPERATIONS,
        /** Being fast. */
        PERFORMANCE,
        /** Money. */
        COST,
        /** What others think. */
        REPUTATION,
        /** Something else. */
        OTHER
    }

    /** How bad an implication is. */
    @Schema(name = "ImplicationLevel")
    public enum Level {
        /** Not at all. */
        NONE,
        /** A little. */
        LOW,
        /** Somewhat. */
        MEDIUM,
        /** Very. */
        HIGH,
        /** It threatens the whole. */
        CRITICAL
    }
}

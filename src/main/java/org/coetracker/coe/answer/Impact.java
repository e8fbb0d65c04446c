package org.coetracker.coe.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Second question: what was the impact?
 *
 * @param narrative who noticed what, in Markdown
 * @param measures the same in numbers
 * @param unknownBecause why there are no numbers
 */
@Schema(name = "Impact")
public record Impact(
        @Size(max = 100_000) String narrative,
        @Size(max = 100) List<@NotNull @Valid Measure> measures,
        @Size(max = 10_000) String unknownBecause) {
    /** Nothing said yet. */
    public static final Impact EMPTY = new Impact(null, List.of(), null);

    /** Fills in what was left out. */
    public Impact {
        measures = measures == null ? List.of() : measures;
    }

    /**
     * One number.
     *
     * @param kind what was counted
     * @param value how many, or how much
     * @param unit of what
     * @param estimated whether it is an estimate
     */
    @Schema(name = "Measure")
    public record Measure(
            @NotNull Kind kind,

            @NotNull @Digits(integer = 18, fraction = 6, message = "has at most 18 digits before the point and 6 behind it") BigDecimal value,

            @Size(max = 200) String unit,
            Boolean estimated) {

        /** Fills in what was left out. */
        public Measure {
            estimated = Boolean.TRUE.equals(estimated);
        }
    }

    /** What was counted. */
    @Schema(name = "MeasureKind")
    public enum Kind {
        /** Customers or accounts. */
        CUSTOMERS,
        /** Requests that failed or were slow. */
        REQUESTS,
        /** Time. */
        DURATION,
        /** Money. */
        REVENUE,
        /** A service level objective that was missed. */
        SLO,
        /** Data that is gone. */
        DATA_LOSS,
        /** Something else. */
        OTHER
    }
}

package org.coetracker.coe.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Third question: why did it happen?
 *
 * @param narrative the explanation, in Markdown
 * @param causes the explanation as a graph: five whys that branch and meet
 */
@Schema(name = "RootCause")
public record RootCause(
        @Size(max = 100_000) String narrative,
        @Size(max = 300) List<@NotNull @Valid Cause> causes) {
    /** Nothing said yet. */
    public static final RootCause EMPTY = new RootCause(null, List.of());

    /** Fills in what was left out. */
    public RootCause {
        causes = causes == null ? List.of() : causes;
    }

    /**
     * One cause.
     *
     * @param id unique in the record; given by the service when left out
     * @param kind its place in the graph
     * @param category what it has to do with; {@code other} when left out
     * @param text the cause
     * @param evidence ids of the supporting data that show it
     * @param becauseOf ids of the causes that answer its "why"
     */
    @Schema(name = "Cause")
    public record Cause(
            @Pattern(regexp = ItemIds.FORM, message = ItemIds.MESSAGE) String id,

            @NotNull Kind kind,
            @Schema(defaultValue = "other") Category category,
            @NotBlank @Size(max = 10_000) String text,
            @Size(max = 100) List<@NotBlank @Size(max = 40) String> evidence,
            @Size(max = 100) List<@NotBlank @Size(max = 40) String> becauseOf) {

        /** Fills in what was left out. */
        public Cause {
            category = category == null ? Category.OTHER : category;
            evidence = evidence == null ? List.of() : evidence;
            becauseOf = becauseOf == null ? List.of() : becauseOf;
        }
    }

    /** The place of a cause in the graph. */
    @Schema(name = "CauseKind")
    public enum Kind {
        /** The last "why" that can be changed. */
        ROOT_CAUSE,
        /** Made it likelier or worse. */
        CONTRIBUTING_FACTOR,
        /** Set it off. */
        TRIGGER,
        /** Between those. */
        INTERMEDIATE
    }

    /** What a cause has to do with. */
    @Schema(name = "CauseCategory")
    public enum Category {
        /** A change that was made. */
        CHANGE,
        /** Too little of something. */
        CAPACITY,
        /** Something of somebody else. */
        DEPENDENCY,
        /** A mistake in code. */
        CODE_DEFECT,
        /** A mistake in settings. */
        CONFIGURATION,
        /** A machine. */
        HARDWARE,
        /** A network. */
        NETWORK,
        /** An attack or a leak. */
        SECURITY,
        /** How people work together. */
        PROCESS,
        /** Data that were wrong. */
        DATA,
        /** Something else. */
        OTHER
    }
}

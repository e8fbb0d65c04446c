package org.coetracker.coe.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Sixth question: what was learned?
 *
 * @param items the lessons
 */
@Schema(name = "Lessons")
public record Lessons(@Size(max = 200) List<@NotNull @Valid Lesson> items) {
    /** Nothing said yet. */
    public static final Lessons EMPTY = new Lessons(List.of());

    /** Fills in what was left out. */
    public Lessons {
        items = items == null ? List.of() : items;
    }

    /**
     * One lesson.
     *
     * @param id unique in the record; given by the service when left out
     * @param kind what sort of lesson
     * @param text the lesson
     * @param checklistQuestion what others can ask themselves before it happens to them
     */
    @Schema(name = "Lesson")
    public record Lesson(
            @Pattern(regexp = ItemIds.FORM, message = ItemIds.MESSAGE) String id,

            @NotNull Kind kind,
            @NotBlank @Size(max = 10_000) String text,
            @Size(max = 1_000) String checklistQuestion) {}

    /** What sort of lesson. */
    @Schema(name = "LessonKind")
    public enum Kind {
        /** Keep it. */
        WENT_WELL,
        /** Change it. */
        WENT_WRONG,
        /** Do not count on it. */
        GOT_LUCKY,
        /** Tell others. */
        LEARNED
    }
}

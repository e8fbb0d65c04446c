package org.coetracker.workday;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A day on which nobody of the team works.
 *
 * @param on which
 * @param name what it is called
 */
@Schema(name = "Holiday")
public record Holiday(
        @NotNull LocalDate on,
        @NotBlank @Size(max = MAX_NAME) String name) {
    static final int MAX_NAME = 200;
}

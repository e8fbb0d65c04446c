package org.coetracker.overdue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.shared.json.Command;
import org.coetracker.shared.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Decisions on several overdue reviews; each stands for itself.
 *
 * @param decisions what is decided about which
 */
@Schema(name = "ManyDecisions")
record ManyDecisions(@NotEmpty @Size(max = 100) List<@NotNull One> decisions) implements Command {

    /**
     * A decision on one of them.
     *
     * @param id the overdue review
     * @param ifMatch the {@code ETag} that was read, or {@code *} for whatever it is now
     * @param decision what is decided: a {@link Decision}, read by itself, so that one that cannot be read holds up no
     *     other
     */
    @Schema(name = "OneOfManyDecisions")
    record One(
            @NotBlank @Size(max = 63) String id,
            @NotBlank @Size(max = 255) String ifMatch,

            @NotNull @Schema(implementation = Decision.class)
            JsonNode decision) {}

    /**
     * How it went.
     *
     * @param results one for each decision, in their order
     */
    @Schema(name = "ManyDecisionsResult")
    record Results(List<Result> results) {}

    /**
     * How one of them went.
     *
     * @param id the overdue review; null when it was left out
     * @param status the HTTP status that the decision alone would have had
     * @param overdueReview the review, decided; null when it was refused
     * @param problem why it was refused; null when it was not
     */
    @Schema(name = "OneOfManyDecisionsResult")
    record Result(String id, int status, OverdueReviewView overdueReview, Problem problem) {}
}

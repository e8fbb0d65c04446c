package org.coetracker.action;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.coetracker.policy.Priority;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A corrective action to file, or as it shall be after a patch.
 *
 * @param title what to do, beginning with a verb
 * @param description how, and what is in and out of scope
 * @param type what it is meant to do; {@code prevent} when left out
 * @param priority how urgent it is; {@code p2} when left out
 * @param state where it stands; {@code proposed} when left out, never {@code verified}
 * @param team whose it is; the COE's team when left out
 * @param owner who owes it; needed once it is committed
 * @param dueOn by which day; may lie in the past when an old COE is filed
 * @param causes ids of the causes that it addresses
 * @param tracker where the work itself is tracked
 * @param completion what shows that it was carried out; with {@code done} only
 * @param verification how it will be checked
 * @param refusal why it will not be done; with {@code refused} only
 */
@Schema(name = "NewAction")
public record NewAction(
        @NotBlank @Size(max = 200) String title,
        @Size(max = 20_000) String description,
        @Schema(defaultValue = "prevent") ActionType type,
        @Schema(defaultValue = "p2") Priority priority,
        @Schema(defaultValue = "proposed") ActionState state,
        @Size(max = 63) String team,
        @Size(max = 63) String owner,
        LocalDate dueOn,
        @Size(max = 50) List<@NotBlank @Size(max = 40) String> causes,
        @Valid Tracker tracker,
        @Valid FiledCompletion completion,
        @Valid VerificationPlan verification,
        @Valid FiledRefusal refusal)
        implements Command {

    /** Fills in what was left out. */
    public NewAction {
        type = type == null ? ActionType.PREVENT : type;
        priority = priority == null ? Priority.P2 : priority;
        state = state == null ? ActionState.PROPOSED : state;
        causes = causes == null ? List.of() : causes;
    }

    /**
     * That a filed action was carried out before.
     *
     * @param completedAt when; now, when left out
     * @param evidence what shows it
     */
    @Schema(name = "FiledCompletion")
    public record FiledCompletion(
            Instant completedAt, @Size(max = 20_000) String evidence) {}

    /**
     * How an action will be checked.
     *
     * @param criterion what will show that it works
     * @param observeUntil the day until which to watch before judging
     * @param verifier who is to judge; not the owner
     */
    @Schema(name = "VerificationPlan")
    public record VerificationPlan(
            @Size(max = 5_000) String criterion,
            LocalDate observeUntil,
            @Size(max = 63) String verifier) {}

    /**
     * That a filed action was refused before.
     *
     * @param reason why the risk is taken
     * @param approver who takes it; not the owner
     * @param lookAgainOn the day on which to look again
     */
    @Schema(name = "FiledRefusal")
    public record FiledRefusal(
            @NotBlank @Size(max = 5_000) String reason,
            @NotBlank @Size(max = 63) String approver,
            @NotNull LocalDate lookAgainOn) {}
}

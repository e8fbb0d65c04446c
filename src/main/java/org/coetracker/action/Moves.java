package org.coetracker.action;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What each move of an action needs to be told. */
public final class Moves {
    private Moves() {}

    /**
     * Somebody takes the action on.
     *
     * @param owner who owes it
     * @param dueOn by which day; derived from the policy when left out
     */
    @Schema(name = "Commit")
    public record Commit(@NotBlank @Size(max = 63) String owner, LocalDate dueOn) implements Command {}

    /** Work begins. */
    @Schema(name = "Start")
    public record Start() implements Command {}

    /**
     * The action is carried out.
     *
     * @param evidence what shows it
     */
    @Schema(name = "Complete")
    public record Complete(@Size(max = 20_000) String evidence) implements Command {}

    /**
     * The check was made.
     *
     * @param outcome what it showed
     * @param evidence what shows it
     * @param dueOn the new due date, when it did not work; in the future
     */
    @Schema(name = "Verify")
    public record Verify(
            @NotNull Verification.Outcome outcome,
            @NotBlank @Size(max = 20_000) String evidence,
            LocalDate dueOn) implements Command {}

    /**
     * The action will not be done.
     *
     * @param reason why the risk is taken
     * @param approver who takes it; not the owner
     * @param lookAgainOn the day on which to look again; in the future
     */
    @Schema(name = "Refuse")
    public record Refuse(
            @NotBlank @Size(max = 5_000) String reason,
            @NotBlank @Size(max = 63) String approver,
            @NotNull LocalDate lookAgainOn)
            implements Command {}

    /**
     * The action is owed again.
     *
     * @param reason why
     * @param dueOn by which day; in the future
     */
    @Schema(name = "ReopenAction")
    public record Reopen(
            @NotBlank @Size(max = 5_000) String reason,
            @NotNull LocalDate dueOn) implements Command {}

    /**
     * The action is owed by another day.
     *
     * @param dueOn by which day; in the future
     * @param reason why
     */
    @Schema(name = "ReDate")
    public record ReDate(
            @NotNull LocalDate dueOn,
            @NotBlank @Size(max = 5_000) String reason) implements Command {}
}

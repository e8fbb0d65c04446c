package org.coetracker.overdue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.coetracker.access.Actor;
import org.coetracker.action.ActionRef;
import org.coetracker.action.ActionService;
import org.coetracker.action.Moves;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a manager decides about an overdue action. None of the five leaves it overdue with nobody owing anything. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Decision.ReDate.class, name = "re_date"),
    @JsonSubTypes.Type(value = Decision.ReAssign.class, name = "re_assign"),
    @JsonSubTypes.Type(value = Decision.ReduceScope.class, name = "reduce_scope"),
    @JsonSubTypes.Type(value = Decision.AcceptRisk.class, name = "accept_risk"),
    @JsonSubTypes.Type(value = Decision.Done.class, name = "done")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Decision",
        oneOf = {
            Decision.ReDate.class,
            Decision.ReAssign.class,
            Decision.ReduceScope.class,
            Decision.AcceptRisk.class,
            Decision.Done.class
        },
        discriminatorProperty = "decision",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "re_date", schema = Decision.ReDate.class),
            @DiscriminatorMapping(value = "re_assign", schema = Decision.ReAssign.class),
            @DiscriminatorMapping(value = "reduce_scope", schema = Decision.ReduceScope.class),
            @DiscriminatorMapping(value = "accept_risk", schema = Decision.AcceptRisk.class),
            @DiscriminatorMapping(value = "done", schema = Decision.Done.class)
        })
public sealed interface Decision extends Command {

    /** Does to the action what was decided. */
    void carryOut(ActionService actions, ActionRef action, Actor actor);

    /** Why, where somebody has to say. */
    String reason();

    /**
     * It is owed by another day.
     *
     * @param dueOn by which day; in the future
     * @param reason why
     */
    @Schema(name = "ReDateDecision")
    record ReDate(
            @NotNull LocalDate dueOn,
            @NotBlank @Size(max = 5_000) String reason) implements Decision {
        @Override
        public void carryOut(ActionService actions, ActionRef action, Actor actor) {
            actions.reDate(action, IfMatch.any(), new Moves.ReDate(dueOn, reason), actor);
        }
    }

    /**
     * Somebody else owes it, by another day.
     *
     * @param owner who
     * @param dueOn by which day; in the future
     * @param reason why
     */
    @Schema(name = "ReAssignDecision")
    record ReAssign(
            @NotBlank @Size(max = 63) String owner,
            @NotNull LocalDate dueOn,
            @NotBlank @Size(max = 5_000) String reason)
            implements Decision {
        @Override
        public void carryOut(ActionService actions, ActionRef action, Actor actor) {
            actions.reAssign(action, owner, new Moves.ReDate(dueOn, reason), actor);
        }
    }

    /**
     * Less is owed, by another day.
     *
     * @param title what is left to do
     * @param description how; as it was, when left out
     * @param dueOn by which day; in the future
     * @param reason why
     */
    @Schema(name = "ReduceScopeDecision")
    record ReduceScope(
            @NotBlank @Size(max = 200) String title,
            @Size(max = 20_000) String description,
            @NotNull LocalDate dueOn,
            @NotBlank @Size(max = 5_000) String reason)
            implements Decision {
        @Override
        public void carryOut(ActionService actions, ActionRef action, Actor actor) {
            actions.reduceScope(action, title, description, new Moves.ReDate(dueOn, reason), actor);
        }
    }

    /**
     * It will not be done: the action becomes refused.
     *
     * @param reason why the risk is taken
     * @param approver who takes it; not the owner
     * @param lookAgainOn the day on which to look again; in the future
     */
    @Schema(name = "AcceptRiskDecision")
    record AcceptRisk(
            @NotBlank @Size(max = 5_000) String reason,
            @NotBlank @Size(max = 63) String approver,
            @NotNull LocalDate lookAgainOn)
            implements Decision {
        @Override
        public void carryOut(ActionService actions, ActionRef action, Actor actor) {
            actions.refuse(action, IfMatch.any(), new Moves.Refuse(reason, approver, lookAgainOn), actor);
        }
    }

    /**
     * It has been carried out.
     *
     * @param evidence what shows it
     */
    @Schema(name = "DoneDecision")
    record Done(@NotBlank @Size(max = 20_000) String evidence) implements Decision {
        @Override
        public void carryOut(ActionService actions, ActionRef action, Actor actor) {
            actions.finish(action, new Moves.Complete(evidence), actor);
        }

        @Override
        public String reason() {
            return null;
        }
    }
}

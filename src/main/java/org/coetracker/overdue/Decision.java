package org.coetracker.overdue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.action.ActionRef;
import org.coetracker.action.DecidedActions;
import org.coetracker.action.Moves;
import org.coetracker.action.Verification;
import org.coetracker.shared.json.Command;
import org.coetracker.shared.problem.ProblemException;
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

    /**
     * Does to the action what was decided.
     *
     * @throws org.coetracker.shared.problem.ProblemException 409 where there is nothing of the kind to decide
     */
    void carryOut(About about, DecidedActions actions, ActionRef action, Actor actor);

    /** Whether it makes a refused action owed again. */
    default boolean takesUp(About about) {
        return about == About.ACCEPTED_RISK && !(this instanceof AcceptRisk);
    }

    /** That there is nothing of the kind to decide. */
    private static ProblemException notAbout(About about) {
        List<String> open = about == About.VERIFICATION
                ? List.of("re_date", "re_assign", "done")
                : List.of("accept_risk", "re_date", "re_assign", "reduce_scope");
        return ProblemException.illegalMove(
                "This is about " + (about == About.VERIFICATION ? "a check" : "a risk that was accepted")
                        + ", so what can be decided is: " + String.join(", ", open) + ".",
                about.word(),
                open);
    }

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
        public void carryOut(About about, DecidedActions actions, ActionRef action, Actor actor) {
            Moves.ReDate newDate = new Moves.ReDate(dueOn, reason);
            switch (about) {
                case DUE_DATE -> actions.reDate(action, newDate, actor);
                case VERIFICATION -> actions.postponeCheck(action, null, newDate, actor);
                case ACCEPTED_RISK ->
                    actions.takeUpAgain(action, null, null, null, new Moves.Reopen(reason, dueOn), actor);
            }
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
        public void carryOut(About about, DecidedActions actions, ActionRef action, Actor actor) {
            Moves.ReDate newDate = new Moves.ReDate(dueOn, reason);
            switch (about) {
                case DUE_DATE -> actions.reAssign(action, owner, newDate, actor);
                case VERIFICATION -> actions.postponeCheck(action, owner, newDate, actor);
                case ACCEPTED_RISK ->
                    actions.takeUpAgain(action, owner, null, null, new Moves.Reopen(reason, dueOn), actor);
            }
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
        public void carryOut(About about, DecidedActions actions, ActionRef action, Actor actor) {
            switch (about) {
                case DUE_DATE ->
                    actions.reduceScope(action, title, description, new Moves.ReDate(dueOn, reason), actor);
                case VERIFICATION -> throw notAbout(about);
                case ACCEPTED_RISK ->
                    actions.takeUpAgain(action, null, title, description, new Moves.Reopen(reason, dueOn), actor);
            }
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
        public void carryOut(About about, DecidedActions actions, ActionRef action, Actor actor) {
            Moves.Refuse refusal = new Moves.Refuse(reason, approver, lookAgainOn);
            switch (about) {
                case DUE_DATE -> actions.refuse(action, refusal, actor);
                case VERIFICATION -> throw notAbout(about);
                case ACCEPTED_RISK -> actions.refuseAgain(action, refusal, actor);
            }
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
        public void carryOut(About about, DecidedActions actions, ActionRef action, Actor actor) {
            switch (about) {
                case DUE_DATE -> actions.finish(action, new Moves.Complete(evidence), actor);
                case VERIFICATION ->
                    actions.verify(action, new Moves.Verify(Verification.Outcome.WORKED, evidence, null), actor);
                case ACCEPTED_RISK -> throw notAbout(about);
            }
        }

        @Override
        public String reason() {
            return null;
        }
    }
}

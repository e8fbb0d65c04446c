package org.coetracker.quality.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionType;

/** At least one action keeps it from happening again, or has it noticed sooner. */
final class PreventsOrDetects extends Rule {
    private static final Set<ActionType> TYPES = EnumSet.of(ActionType.PREVENT, ActionType.DETECT);

    PreventsOrDetects() {
        super("prevents-or-detects", "correctiveActions");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        boolean found = coe.actions().stream()
                .anyMatch(action -> TYPES.contains(action.type()) && action.state() != ActionState.REFUSED);
        return when(
                !found && !QuestionAnswered.CORRECTIVE_ACTIONS.saysAll(coe, terms),
                "/correctiveActions",
                "No action prevents it the next time, or has it noticed sooner.",
                "File at least one action of type prevent or detect: repairs and processes alone leave the way open.");
    }
}

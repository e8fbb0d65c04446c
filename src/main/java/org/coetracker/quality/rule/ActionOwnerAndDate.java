package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionView;

/** Each action that is committed to has an owner and a due date. */
final class ActionOwnerAndDate extends Rule {
    /** The states in which an action is owed. */
    static final Set<ActionState> OWED = EnumSet.of(ActionState.COMMITTED, ActionState.IN_PROGRESS);

    ActionOwnerAndDate() {
        super("action-owner-and-date", "correctiveActions");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        for (int index = 0; index < coe.actions().size(); index++) {
            ActionView action = coe.actions().get(index);
            if (OWED.contains(action.state()) && (action.owner() == null || action.dueOn() == null)) {
                remarks.add(remark(
                        "/correctiveActions/" + index,
                        action.ref() + " is committed to, and has " + lacking(action) + ".",
                        "Say who owes it, and by which day."));
            }
        }
        return remarks;
    }

    private static String lacking(ActionView action) {
        if (action.owner() != null) {
            return "no due date";
        }
        return action.dueOn() != null ? "no owner" : "neither owner nor due date";
    }
}

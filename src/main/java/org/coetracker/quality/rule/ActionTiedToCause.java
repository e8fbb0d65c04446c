package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import org.coetracker.action.ActionView;

/** Each action names a cause that it addresses. */
final class ActionTiedToCause extends Rule {
    ActionTiedToCause() {
        super("action-tied-to-cause", "correctiveActions");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        if (coe.rootCause().causes().isEmpty()) {
            // There is nothing to tie it to; that there is no cause, five-whys-depth says.
            return remarks;
        }
        for (int index = 0; index < coe.actions().size(); index++) {
            ActionView action = coe.actions().get(index);
            if (action.causes().isEmpty()) {
                remarks.add(remark(
                        "/correctiveActions/" + index + "/causes",
                        action.ref() + " is tied to no cause.",
                        "Name in causes what it addresses. If it addresses none, it belongs somewhere else."));
            }
        }
        return remarks;
    }
}

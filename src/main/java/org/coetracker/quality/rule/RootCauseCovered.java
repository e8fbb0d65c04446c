package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.RootCause.Kind;

/** Each root cause has an action that addresses it; one that was refused by name is a decision too. */
final class RootCauseCovered extends Rule {
    RootCauseCovered() {
        super("root-cause-covered", "rootCause");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        if (QuestionAnswered.CORRECTIVE_ACTIONS.saysAll(coe, terms)) {
            return remarks;
        }
        Set<String> addressed = new HashSet<>();
        coe.actions().forEach(action -> addressed.addAll(action.causes()));
        List<Cause> causes = coe.rootCause().causes();
        for (int index = 0; index < causes.size(); index++) {
            Cause cause = causes.get(index);
            if (cause.kind() == Kind.ROOT_CAUSE && !addressed.contains(cause.id())) {
                remarks.add(remark(
                        "/rootCause/causes/" + index,
                        "No action addresses the root cause " + cause.id() + ".",
                        "File an action, or name " + cause.id()
                                + " in the causes of one. If the risk is taken, file the"
                                + " action as refused, with who takes it and when to look again."));
            }
        }
        return remarks;
    }
}

package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.RootCause.Kind;
import org.coetracker.policy.RuleLevel;

/** Each root cause names data that show it, unless there is a reason why there are none. */
final class RootCauseEvidence extends Rule {
    RootCauseEvidence() {
        super("root-cause-evidence", "rootCause");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        if (coe.supportingData().items().isEmpty()
                && (Subject.isSaid(coe.supportingData().missing())
                        || terms.policy().levels().get(DataOrReason.ID) == RuleLevel.BLOCKER)) {
            // A reason is good for the causes too, be it of the authors or of a waiver. Without one, data-or-reason
            // asks.
            return remarks;
        }
        List<Cause> causes = coe.rootCause().causes();
        for (int index = 0; index < causes.size(); index++) {
            Cause cause = causes.get(index);
            if (cause.kind() == Kind.ROOT_CAUSE && cause.evidence().isEmpty()) {
                remarks.add(remark(
                        "/rootCause/causes/" + index + "/evidence",
                        "Nothing shows that the root cause " + cause.id() + " is one.",
                        "Name the supporting data that show it, by their ids, in evidence."));
            }
        }
        return remarks;
    }
}

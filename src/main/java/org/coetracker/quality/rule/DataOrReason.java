package org.coetracker.quality.rule;

import java.util.List;

/** There is a datum, or a reason why there is none. */
final class DataOrReason extends Rule {
    static final String ID = "data-or-reason";

    DataOrReason() {
        super(ID, "supportingData");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        return when(
                coe.supportingData().items().isEmpty()
                        && !Subject.isSaid(coe.supportingData().missing()),
                "/supportingData",
                "There are no supporting data, and no reason why.",
                "Add a graph, a log line, a query or a link. If there is nothing to show, say in missing why, and what"
                        + " would have been needed.");
    }
}

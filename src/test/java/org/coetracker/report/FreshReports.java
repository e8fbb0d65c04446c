package org.coetracker.report;

import io.quarkus.arc.Arc;

/** For tests that do not wait until a report is counted anew. */
public final class FreshReports {
    private FreshReports() {}

    /** Forgets what was counted. */
    public static void forget() {
        Arc.container().instance(ActionReports.class).get().forget();
        Arc.container().instance(RecurrenceReports.class).get().forget();
    }
}

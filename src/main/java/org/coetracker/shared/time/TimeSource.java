package org.coetracker.shared.time;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;

/** Where everything in this service has the time from. */
class TimeSource {
    @Produces
    @Singleton
    Clock clock(AgroalDataSource database) {
        // Without the caller's context: a measure that took part in the caller's transaction would share its
        // connection.
        ManagedExecutor executor = ManagedExecutor.builder()
                .propagated()
                .cleared(ThreadContext.ALL_REMAINING)
                .build();
        return new DatabaseClock(database, executor);
    }
}

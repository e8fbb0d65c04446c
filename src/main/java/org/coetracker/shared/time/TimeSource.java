package org.coetracker.shared.time;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Where everything in this service has the time from. */
class TimeSource {
    @Produces
    @Singleton
    Clock clock(AgroalDataSource database, ManagedExecutor executor) {
        return new DatabaseClock(database, executor);
    }
}

package org.coetracker.event;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/**
 * Keeps the order of events, which is that of the numbers of their transactions. In a backup that is restored elsewhere
 * those numbers begin again: what has one of the older ones is put before all that is to come.
 */
@ApplicationScoped
public class EventNumbering {
    private static final Logger LOG = Logger.getLogger(EventNumbering.class);

    private final EntityManager database;

    EventNumbering(EntityManager database) {
        this.database = database;
    }

    /** Before anybody reads events. */
    @Transactional
    void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent started) {
        renew();
    }

    /** Gives events the number 0 that have one of another cluster; whether there is another cluster now. */
    @Transactional
    public boolean renew() {
        int renewed = database.createNativeQuery("""
                        update event_numbering n set cluster = here.system_identifier
                        from pg_control_system() here where n.cluster <> here.system_identifier""").executeUpdate();
        if (renewed == 0) {
            return false;
        }
        int events = database.createNativeQuery("update event set txid = '0' where txid <> '0'")
                .executeUpdate();
        LOG.infof("The database was restored in another cluster: %d events are put before all to come", events);
        return true;
    }
}

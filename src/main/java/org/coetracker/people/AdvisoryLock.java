package org.coetracker.people;

import jakarta.persistence.EntityManager;

/** A lock of the database that stands for a rule over several rows, and is held to the end of the transaction. */
final class AdvisoryLock {
    private AdvisoryLock() {}

    /** Waits for the lock. What is read from the next statement on is what its last holder left. */
    static void take(EntityManager database, long key) {
        database.createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", key)
                .getSingleResult();
    }
}

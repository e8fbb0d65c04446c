package org.coetracker.shared.worker;

import jakarta.persistence.EntityManager;

/** Work that one node does at a time. */
public final class Turn {
    private Turn() {}

    /**
     * Takes the turn until the end of the transaction, unless another node has it; whether it was taken. The database
     * gives it back after a minute of silence, so that a node that was cut off keeps nobody waiting.
     *
     * @param key a number that no other advisory lock of this service has
     */
    public static boolean take(EntityManager database, long key) {
        return (Boolean) database.createNativeQuery("""
                        select pg_try_advisory_xact_lock(:key)
                        from set_config('idle_in_transaction_session_timeout', '60s', true)""", Boolean.class)
                .setParameter("key", key)
                .getSingleResult();
    }
}

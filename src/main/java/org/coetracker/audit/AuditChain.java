package org.coetracker.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HexFormat;

/**
 * The chain of hashes over all events. Whoever writes an event leaves the chain alone: it is sealed after the commit, in
 * one statement for many events, so that no writer ever waits for another one.
 */
@ApplicationScoped
class AuditChain {
    /** Events in a transaction: a fraction of a second. */
    private static final int BATCH = 10_000;

    private final EntityManager database;

    AuditChain(EntityManager database) {
        this.database = database;
    }

    /**
     * Where the chain ends.
     *
     * @param sequence the number of the last sealed event; 0 when there is none
     * @param hash the hash over it and all before it, in hexadecimal digits
     */
    record Head(long sequence, String hash) {
        static Head of(long sequence, byte[] hash) {
            return new Head(sequence, HexFormat.of().formatHex(hash));
        }
    }

    /** Seals all that is committed by now, however long it takes. */
    void seal() {
        seal(true);
    }

    /** Seals all that is committed by now, unless another node is doing that. */
    void sealUnlessBusy() {
        seal(false);
    }

    private void seal(boolean patient) {
        int sealed;
        do {
            sealed = QuarkusTransaction.requiringNew()
                    .call(() ->
                            (Integer) database.createNativeQuery("select seal_audit(:most, :patient)", Integer.class)
                                    .setParameter("most", BATCH)
                                    .setParameter("patient", patient)
                                    .getSingleResult());
        } while (sealed == BATCH);
    }

    /** Where the chain ends. */
    Head head() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Object[] row =
                    (Object[]) database.createNativeQuery("select sequence, hash from audit_chain", Object[].class)
                            .getSingleResult();
            return Head.of(((Number) row[0]).longValue(), (byte[]) row[1]);
        });
    }
}

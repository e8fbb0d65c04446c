package org.coetracker.audit;

import java.time.Instant;
import org.coetracker.audit.AuditChain.Head;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a check of the chain has found.
 *
 * @param valid whether nothing is broken
 * @param checked how many links were checked
 * @param unsealed how many events have no seal yet
 * @param head where the chain ended when the check began
 * @param firstBroken the first link that is broken; null when none is
 * @param asOf when the check began
 */
@Schema(name = "AuditVerification")
record AuditVerification(
        boolean valid, long checked, long unsealed, ChainHead head, BrokenLink firstBroken, Instant asOf) {

    static AuditVerification of(long checked, long unsealed, Head head, BrokenLink firstBroken, Instant asOf) {
        return new AuditVerification(
                firstBroken == null, checked, unsealed, new ChainHead(head.sequence(), head.hash()), firstBroken, asOf);
    }

    /** The same chain, checked at another time, is no news. */
    AuditVerification timeless() {
        return new AuditVerification(valid, checked, unsealed, head, firstBroken, null);
    }

    /**
     * Where a chain ends.
     *
     * @param sequence the number of its last event
     * @param hash the hash over it and all before it
     */
    @Schema(name = "ChainHead")
    record ChainHead(long sequence, String hash) {}

    /** What is wrong with a link. */
    @Schema(name = "BreakReason")
    enum BreakReason {
        /** The event, or its seal, is not what it was. */
        EVENT_CHANGED("is not what was sealed"),
        /** There is a seal and no event. */
        EVENT_MISSING("is sealed, and not there any more"),
        /** There is no seal of that number. */
        SEAL_MISSING("has lost its seal, or its number"),
        /** There is an event that should have been sealed long ago. */
        EVENT_NOT_SEALED("was written behind the chain's back, or has lost its seal"),
        /** The chain does not hold the link that is known to have been its end. */
        HEAD_MISSING("is not the one that the chain had: its end was cut off, or it was written anew");

        private final String words;

        BreakReason(String words) {
            this.words = words;
        }
    }

    /**
     * A broken link.
     *
     * @param sequence its number in the chain; null when it has none
     * @param event the id of its event, as histories have it; null when that is not known
     * @param reason what is wrong
     * @param detail the same in a sentence
     */
    @Schema(name = "BrokenLink")
    record BrokenLink(Long sequence, Long event, BreakReason reason, String detail) {
        static BrokenLink at(long sequence, Long event, BreakReason reason) {
            return new BrokenLink(
                    sequence, event, reason, "Event %d of the chain %s.".formatted(sequence, reason.words));
        }

        static BrokenLink unsealed(long event) {
            BreakReason reason = BreakReason.EVENT_NOT_SEALED;
            return new BrokenLink(null, event, reason, "The event with the id %d %s.".formatted(event, reason.words));
        }
    }
}

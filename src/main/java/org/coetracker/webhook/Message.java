package org.coetracker.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this node has claimed, with all that it takes to send it.
 *
 * @param id the message id
 * @param webhook whose it is
 * @param type the event's word, or {@code ping}
 * @param at when it happened
 * @param team whose event it is; null for a ping
 * @param attempt which attempt this is, from 1
 * @param url where it goes
 * @param format what the receiver understands
 * @param secret what it is signed with
 * @param previousSecret what it is signed with too; null when that is over
 * @param coeId the COE that it is about; null for a ping
 * @param coe that COE's ref
 * @param action the ref of the action that it is about; null when it is about the COE itself
 * @param comment the id of the comment that it is about; null when it is about none
 * @param title of the action, else of the COE
 * @param restricted whether it says no more than that there is something to look at
 * @param failing whether the webhook has failed before
 */
record Message(
        UUID id,
        UUID webhook,
        String type,
        Instant at,
        String team,
        int attempt,
        String url,
        Format format,
        String secret,
        String previousSecret,
        UUID coeId,
        String coe,
        String action,
        String comment,
        String title,
        boolean restricted,
        boolean failing) {

    /** What a test of a webhook is called. */
    static final String PING = "ping";

    /** Leaves the secrets out, so that no log can hold them. */
    @Override
    public String toString() {
        return "Message[id=" + id + ", attempt=" + attempt + "]";
    }
}

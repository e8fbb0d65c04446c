package org.coetracker.webhook;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook's new secret, shown once.
 *
 * @param secret what messages are signed with from now on
 * @param previousSecretUntil until when they are signed with the one before too
 */
@Schema(name = "WebhookSecret")
record WebhookSecret(String secret, Instant previousSecretUntil) {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BYTES = 32;

    /** A new one, in the form of the Standard Webhooks specification. */
    static String next() {
        byte[] chance = new byte[BYTES];
        CHANCE.nextBytes(chance);
        return "whsec_" + Base64.getEncoder().encodeToString(chance);
    }

    /** Leaves the secret out, so that no log can hold it. */
    @Override
    public String toString() {
        return "WebhookSecret[…]";
    }
}

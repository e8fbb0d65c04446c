package org.coetracker.webhook;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A delivery as it is shown: how it went, and not what it is about, which the receiver was told and others may not see.
 *
 * @param id the message id that the receiver sees as {@code webhook-id}, the same at each attempt
 * @param type the event's word, or {@code ping}
 * @param at when it happened
 * @param state where the delivery stands
 * @param attempts how often it was sent
 * @param nextAttemptAt when it is sent next; null when it has ended
 * @param lastAttemptAt when it was last sent
 * @param lastStatus what the receiver last answered; null when it did not
 * @param lastError what was wrong with the last attempt; null when nothing was
 * @param finishedAt when it ended
 * @param createdAt when it was put down to be sent
 */
@Schema(name = "WebhookDelivery")
record DeliveryView(
        UUID id,
        String type,
        Instant at,
        DeliveryState state,
        int attempts,
        Instant nextAttemptAt,
        Instant lastAttemptAt,
        Integer lastStatus,
        String lastError,
        Instant finishedAt,
        Instant createdAt) {}

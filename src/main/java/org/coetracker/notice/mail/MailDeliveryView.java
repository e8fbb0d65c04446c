package org.coetracker.notice.mail;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message, without what it says.
 *
 * @param id the id
 * @param person handle of whom it is for
 * @param messageId its {@code Message-ID}, the same at each attempt
 * @param state where it stands
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried again; null when it is not
 * @param lastError what the last attempt failed of; null when it did not
 * @param createdAt when it was written
 * @param sentAt when the server took it; null until then
 */
@Schema(name = "MailDelivery")
record MailDeliveryView(
        UUID id,
        String person,
        String messageId,
        Message.State state,
        int attempts,
        Instant nextAttemptAt,
        String lastError,
        Instant createdAt,
        Instant sentAt) {

    static MailDeliveryView of(Message mail) {
        return new MailDeliveryView(
                mail.id(),
                mail.person(),
                mail.messageId(),
                mail.state(),
                mail.attempts(),
                mail.state() == Message.State.QUEUED ? mail.nextAttemptAt() : null,
                mail.lastError(),
                mail.createdAt(),
                mail.sentAt());
    }
}

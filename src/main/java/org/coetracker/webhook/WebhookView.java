package org.coetracker.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook as it is shown.
 *
 * @param id by which it is known
 * @param owner who made it: it tells what they may see
 * @param url where messages are posted to
 * @param events the words of the events that it is told of
 * @param team the team whose events those are, and of the teams below it; null for all
 * @param format what the receiver understands
 * @param active false when nothing is sent
 * @param previousSecretUntil until when messages are signed with the secret before too; null when there was none
 * @param lastSuccessAt when the receiver last took a message, to the minute
 * @param failingSince since when it has taken none; null while all is well
 * @param disabledAt when the service switched it off; null when it did not
 * @param disabledBecause why it did
 * @param version rises with each change
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param secret what messages are signed with, in the answer to its making alone
 */
@Schema(name = "Webhook")
record WebhookView(
        UUID id,
        String owner,
        String url,
        List<String> events,
        String team,
        Format format,
        boolean active,
        Instant previousSecretUntil,
        Instant lastSuccessAt,
        Instant failingSince,
        Instant disabledAt,
        String disabledBecause,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret)
        implements Tagged {

    static WebhookView of(Webhook webhook) {
        return of(webhook, webhook.url(), null);
    }

    /** With its secret, for the answer to its making. */
    static WebhookView withSecret(Webhook webhook) {
        return of(webhook, webhook.url(), webhook.secret());
    }

    /** As the history keeps it: of the URL, which may be a secret of its own, where it goes and a mark to compare by. */
    static WebhookView forHistory(Webhook webhook) {
        String mark = Integer.toHexString(webhook.url().hashCode());
        return of(webhook, Target.of(webhook.url()).place() + "/… (" + mark + ")", null);
    }

    private static WebhookView of(Webhook webhook, String url, String secret) {
        return new WebhookView(
                webhook.id(),
                webhook.owner(),
                url,
                webhook.events(),
                webhook.team(),
                webhook.format(),
                webhook.isActive(),
                webhook.previousSecretUntil(),
                webhook.lastSuccessAt(),
                webhook.failingSince(),
                webhook.disabledAt(),
                webhook.disabledBecause(),
                webhook.version(),
                webhook.createdAt(),
                webhook.updatedAt(),
                secret);
    }

    /** Leaves URL and secret out, so that no log can hold them. */
    @Override
    public String toString() {
        return "WebhookView[id=" + id + "]";
    }
}

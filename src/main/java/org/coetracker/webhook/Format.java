package org.coetracker.webhook;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a receiver understands. */
@Schema(name = "WebhookFormat")
enum Format {
    /** {@code type}, {@code timestamp} and {@code data}, as the Standard Webhooks specification has it. */
    STANDARD,
    /** A sentence, for the incoming webhooks of Slack and Mattermost. */
    SLACK;

    /** The column. */
    @Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<Format> {
        Column() {
            super(Format.class);
        }
    }
}

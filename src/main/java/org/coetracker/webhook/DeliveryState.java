package org.coetracker.webhook;

import jakarta.persistence.Converter;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a delivery stands. */
@Schema(name = "WebhookDeliveryState")
enum DeliveryState {
    /** It is sent, or sent again, when its time comes. */
    PENDING,
    /** The receiver answered 2xx. */
    DELIVERED,
    /** All attempts failed, or the webhook was switched off; it can be sent again by hand. */
    DEAD,
    /** What it is about is gone, or the webhook's owner may not see it any more. */
    WITHHELD;

    /** The column. */
    @Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<DeliveryState> {
        Column() {
            super(DeliveryState.class);
        }
    }
}

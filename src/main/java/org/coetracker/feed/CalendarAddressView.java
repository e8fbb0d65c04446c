package org.coetracker.feed;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether somebody's calendar has a secret address.
 *
 * @param present whether there is one
 * @param createdAt when it was made; null when there is none
 * @param lastReadAt when the calendar was last read there, to the minute; null for never
 */
@Schema(name = "CalendarAddress")
record CalendarAddressView(boolean present, Instant createdAt, Instant lastReadAt) {}

package org.coetracker.feed;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A secret address of a calendar, in the answer to its making alone.
 *
 * @param url the address, for a program that subscribes to calendars
 */
@Schema(name = "NewCalendarAddress")
record NewCalendarAddress(String url) {

    /** Leaves the secret out, so that no log can hold it. */
    @Override
    public String toString() {
        return "NewCalendarAddress[…]";
    }
}

package org.coetracker.stream;

import java.util.List;

/**
 * A stretch of what happened after a place.
 *
 * @param events what of it somebody may see and asked for, in order
 * @param end the place after all of it, seen or not
 * @param more whether there is more to read at once
 */
record Stretch(List<One> events, Position end, boolean more) {

    /**
     * One event.
     *
     * @param place the place after it
     * @param event what happened
     */
    record One(Place place, EventView event) {}

    /**
     * A place as the database has it.
     *
     * @param transaction the number of a transaction
     * @param id after the event of it with this id; 0 for before all of them
     */
    record Position(long transaction, long id) {}
}

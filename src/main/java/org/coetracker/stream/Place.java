package org.coetracker.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.event.Events;

/**
 * A place in the order of events: that of the transactions that wrote them, as their numbers have it, and within one
 * that of writing. It says at which time it was, so that one that is too old is recognised, and in which database, so that
 * one is that was given before a restore: there the numbers mean something else.
 *
 * @param transaction the number of a transaction
 * @param nth after how many of its events; 0 for before all of them
 * @param seconds the time of the event before it, in seconds since 1970
 * @param cluster a mark of the database cluster whose transactions those are
 */
record Place(long transaction, long nth, long seconds, String cluster) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.(\\d{1,11})\\.([0-9a-f]{8})");

    static Place before(long transaction, Instant at, String cluster) {
        return new Place(transaction, 0, at.getEpochSecond(), cluster);
    }

    /** Reads what {@link #text} gave. */
    static Optional<Place> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new Place(
                        Long.parseLong(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        parts.group(4)))
                : Optional.empty();
    }

    String text() {
        return transaction + "." + nth + "." + seconds + "." + cluster;
    }

    /** Whether it is a place in the order of a cluster that has come to such a transaction. */
    boolean isIn(String here, long now) {
        return cluster.equals(here) && transaction <= now;
    }

    /** Whether events that came after it may be forgotten already. */
    boolean isForgotten(Instant now) {
        return seconds < now.minus(Events.KEPT_FOR).getEpochSecond();
    }
}

package org.coetracker.review;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.coetracker.coe.ReviewState;
import org.coetracker.shared.json.JsonText;

/**
 * A round, as it is kept.
 *
 * @param round which one, counted from 1
 * @param outcome how it ended; null while it goes on, like all that is about the end
 * @param asked who had been asked at its end
 * @param from the entry of the history with which the round before ended, or else with which this one began
 * @param to the entry with which it ended; {@link #NOW} while it goes on
 */
record RoundRow(
        int round,
        String submittedBy,
        Instant submittedAt,
        int submittedVersion,
        ReviewState.Outcome outcome,
        String endedBy,
        Instant endedAt,
        Integer endedVersion,
        String comment,
        List<ReviewState.Required> asked,
        long from,
        long to) {
    /** After all entries. */
    static final long NOW = Long.MAX_VALUE;

    static RoundRow of(Object[] row) {
        return new RoundRow(
                number(row[0]),
                (String) row[1],
                (Instant) row[2],
                number(row[3]),
                outcome(row[4]),
                (String) row[5],
                (Instant) row[6],
                (Integer) row[7],
                (String) row[8],
                row[9] == null ? List.of() : required(row[9]),
                ((Number) row[10]).longValue(),
                row[11] == null ? NOW : ((Number) row[11]).longValue());
    }

    static ReviewState.Outcome outcome(Object word) {
        return word == null ? null : ReviewState.Outcome.valueOf(((String) word).toUpperCase(Locale.ROOT));
    }

    static List<ReviewState.Required> required(Object text) {
        return List.of(JsonText.read((String) text, ReviewState.Required[].class));
    }

    static int number(Object number) {
        return ((Number) number).intValue();
    }
}

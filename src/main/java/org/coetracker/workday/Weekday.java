package org.coetracker.workday;

import java.time.DayOfWeek;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A day of the week, in the order of ISO 8601. */
@Schema(name = "Weekday")
public enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    /** The same as {@code java.time} has it. */
    DayOfWeek day() {
        return DayOfWeek.of(ordinal() + 1);
    }

    /** As it goes over the wire and into the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Weekday of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

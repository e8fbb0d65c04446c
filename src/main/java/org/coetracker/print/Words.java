package org.coetracker.print;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Enums, times and lengths of time as they are printed. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A text of one line that is not longer than so many signs. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + "…";
    }

    /** With a capital letter. */
    static String heading(Enum<?> value) {
        String words = of(value);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A number with its thousands parted, without the zeros that say nothing. */
    static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
    }

    static String time(Instant at) {
        return at == null ? null : TIME.format(at);
    }

    static String day(Instant at) {
        return at == null ? null : DAY.format(at);
    }

    /** The time of a day, to the minute where that says it all. */
    static String clock(Instant at) {
        return (at.getEpochSecond() % 60 == 0 ? CLOCK : SECONDS).format(at);
    }

    /** A length of time in its two largest units. */
    static String length(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d" + (length.toHoursPart() == 0 ? "" : " " + length.toHoursPart() + " h");
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h" + (length.toMinutesPart() == 0 ? "" : " " + length.toMinutesPart() + " min");
        }
        return length.toMinutes() > 0 || length.isZero() ? length.toMinutes() + " min" : length.toSeconds() + " s";
    }
}

package org.coetracker.chart;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/** Reads times as tables have them: RFC 3339, the same without a zone, a day, or time since 1970. */
final class TimeCell {
    /** Smaller numbers are counts of something else: this was in 1973. */
    private static final double FIRST_SECOND = 1e8;

    private static final double FIRST_MILLI = 1e11;
    private static final double FIRST_MICRO = 1e14;
    private static final double FIRST_NANO = 1e17;
    private static final int DAY_LENGTH = 10;
    private static final int LONGEST = 40;

    private final ZoneId zone;

    TimeCell(ZoneId zone) {
        this.zone = zone;
    }

    /** Milliseconds since 1970; nothing for what is no time. */
    OptionalLong read(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.length() > LONGEST || !Character.isDigit(text.charAt(0))) {
            return OptionalLong.empty();
        }
        if (text.length() < DAY_LENGTH || Character.isDigit(text.charAt(4))) {
            return sinceEpoch(text);
        }
        try {
            return OptionalLong.of(calendar(text.replace('/', '-')));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private long calendar(String text) {
        if (text.length() == DAY_LENGTH) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
        }
        String time = text.substring(0, DAY_LENGTH)
                + 'T'
                + text.substring(DAY_LENGTH + 1)
                        .replace(" UTC", "Z")
                        .replace(" ", "")
                        .replace(',', '.')
                        .replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        boolean hasZone = time.endsWith("Z")
                || time.endsWith("z")
                || time.lastIndexOf('+') > 0
                || time.lastIndexOf('-') > DAY_LENGTH;
        return hasZone
                ? OffsetDateTime.parse(time).toInstant().toEpochMilli()
                : LocalDateTime.parse(time).atZone(zone).toInstant().toEpochMilli();
    }

    private static OptionalLong sinceEpoch(String text) {
        double number = Numbers.read(text, false);
        if (Double.isNaN(number) || number < FIRST_SECOND || number >= FIRST_NANO * 100) {
            return OptionalLong.empty();
        }
        double millis = number < FIRST_MILLI
                ? number * 1e3
                : number < FIRST_MICRO ? number : number < FIRST_NANO ? number / 1e3 : number / 1e6;
        return OptionalLong.of(Math.round(millis));
    }
}

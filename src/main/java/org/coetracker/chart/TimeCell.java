package org.coetracker.chart;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads times as tables have them: RFC 3339, the same without a zone, a day, their digits alone, or time since 1970. */
final class TimeCell {
    /** Smaller numbers are counts of something else: this was in 1973. */
    private static final double FIRST_SECOND = 1e8;

    private static final double FIRST_MILLI = 1e11;
    private static final double FIRST_MICRO = 1e14;
    private static final double FIRST_NANO = 1e17;
    private static final int DAY_LENGTH = 10;
    private static final int LONGEST = 40;

    /** From 1990 on, so that few numbers of milliseconds look like it: those before 2002. */
    private static final Pattern TOGETHER = Pattern.compile("(?:199|20\\d)\\d(?:\\d{4}|\\d{8}|\\d{10})");

    private static final DateTimeFormatter TOGETHER_FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

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
            OptionalLong together = digits(text);
            return together.isPresent() ? together : sinceEpoch(text);
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

    /** {@code yyyyMMdd}, {@code yyyyMMddHHmm} or {@code yyyyMMddHHmmss}, where it is a time that has been; else nothing. */
    private OptionalLong digits(String text) {
        if (!TOGETHER.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(LocalDateTime.parse((text + "000000").substring(0, 14), TOGETHER_FORMAT)
                    .atZone(zone)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
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

package org.coetracker.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Text, times and days that are taken as documented or not at all. */
final class StrictScalars {
    private static final Pattern DAY = Pattern.compile("(?!0000)\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StrictScalars() {}

    /** A deserializer that takes nothing but a string of one form. */
    private abstract static class Strict<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String need;

        Strict(Class<T> type, String code, String need) {
            super(type);
            this.code = code;
            this.need = need;
        }

        /** The value, or null when the text is not of the form. */
        abstract T value(String text);

        @Override
        public final T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                ShapeViolations.add(parser, context, "wrong_type", need);
                parser.skipChildren();
                return null;
            }
            T value = value(parser.getText());
            if (value == null) {
                ShapeViolations.add(parser, context, code, need);
            }
            return value;
        }
    }

    /** Unicode text without NUL and without half surrogate pairs. */
    static final class Text extends Strict<String> {
        private static final long serialVersionUID = 1L;

        Text() {
            super(String.class, "not_text", "A string of Unicode text without NUL and lone surrogates is needed.");
        }

        @Override
        String value(String text) {
            return org.coetracker.shared.Text.isStorable(text) ? text : null;
        }
    }

    /** An instant as RFC 3339 writes it, zone included; kept in microseconds. */
    static final class Timestamp extends Strict<Instant> {
        private static final long serialVersionUID = 1L;

        Timestamp() {
            super(Instant.class, "not_a_time", "A time with its zone is needed, such as \"2026-02-28T13:54:00Z\".");
        }

        @Override
        Instant value(String text) {
            if (!TIMESTAMP.matcher(text).matches()) {
                return null;
            }
            try {
                Instant time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MICROS);
                // The zone may carry it out of the years that RFC 3339 can write.
                return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** A day as ISO 8601 writes it. */
    static final class Day extends Strict<LocalDate> {
        private static final long serialVersionUID = 1L;

        Day() {
            super(LocalDate.class, "not_a_date", "A day of the calendar is needed, such as \"2026-02-28\".");
        }

        @Override
        LocalDate value(String text) {
            try {
                return DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}

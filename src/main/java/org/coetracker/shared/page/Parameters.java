package org.coetracker.shared.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.Violations;

/** Reads query parameters strictly; what is wrong is noted, all at once. */
public final class Parameters {
    private static final int MAX_VALUES = 50;
    private static final int MAX_LENGTH = 300;

    private Parameters() {}

    /** A flag that is {@code true} or {@code false}; null when it is not given. */
    public static Boolean flag(String name, String value, Violations violations) {
        if (value == null) {
            return null;
        }
        if (!value.equals("true") && !value.equals("false")) {
            violations.parameter(name, "not_a_boolean", name + " is true or false.");
        }
        return Boolean.valueOf(value);
    }

    /** Values of an enum, in lower snake case; empty when none is given. */
    public static <E extends Enum<E>> List<E> anyOf(
            String name, List<String> values, Class<E> type, Violations violations) {
        List<E> found = new ArrayList<>();
        for (String value : texts(name, values, violations)) {
            Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .ifPresentOrElse(
                            found::add,
                            () -> violations.parameter(
                                    name,
                                    "unknown_value",
                                    name + " is one of "
                                            + Arrays.stream(type.getEnumConstants())
                                                    .map(constant ->
                                                            constant.name().toLowerCase(Locale.ROOT))
                                                    .collect(Collectors.joining(", "))
                                            + "."));
        }
        return found;
    }

    /** Texts that can be stored at all; empty when none is given. */
    public static List<String> texts(String name, List<String> values, Violations violations) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MAX_VALUES) {
            violations.parameter(name, "size", name + " may be given " + MAX_VALUES + " times at most.");
        }
        values.forEach(value -> text(name, value, violations));
        return values;
    }

    /** A text that can be stored at all; null when it is not given. */
    public static String text(String name, String value, Violations violations) {
        if (value != null && (!Text.isStorable(value) || value.length() > MAX_LENGTH)) {
            violations.parameter(
                    name, "not_text", name + " is text of at most " + MAX_LENGTH + " characters, without NUL.");
        }
        return value;
    }

    /** A pattern for {@code lower(…) like … escape '!'} that finds the text anywhere; null when there is none. */
    public static String containing(String text) {
        return text == null ? null : "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /** A time with its zone (RFC 3339); null when it is not given. */
    public static Instant time(String name, String value, Violations violations) {
        if (value == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            if (value.matches("\\d{4}-.*")) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for a year of five digits.
        }
        violations.parameter(name, "not_a_time", name + " is a time with its zone, such as 2026-02-28T13:54:00Z.");
        return null;
    }

    /** A day (ISO 8601); null when it is not given. */
    public static LocalDate day(String name, String value, Violations violations) {
        if (value == null) {
            return null;
        }
        try {
            if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(value);
            }
        } catch (DateTimeParseException e) {
            // Said below, as for another form.
        }
        violations.parameter(name, "not_a_date", name + " is a day of the calendar, such as 2026-02-28.");
        return null;
    }
}

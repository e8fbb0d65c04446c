package org.coetracker.workday;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.coetracker.shared.problem.Violations;

/**
 * The text of an iCalendar file before the library reads it. The library passes over what it does not understand, and
 * would take a holiday that comes back otherwise for one that comes back each year: that is found here.
 */
final class HolidayText {
    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]");
    private static final Pattern LINE = Pattern.compile("\r?\n");

    private static final String MONTH = "(?:1[0-2]|0?[1-9])";
    private static final String DAY = "[+-]?(?:3[01]|[12]\\d|0?[1-9])";
    private static final String WEEKDAY = "(?:[+-]?(?:5[0-3]|[1-4]\\d|0?[1-9]))?(?:MO|TU|WE|TH|FR|SA|SU)";
    private static final String DAY_OF_YEAR = "[+-]?(?:36[0-6]|3[0-5]\\d|[12]\\d\\d|[1-9]\\d?)";
    private static final String WEEK = "[+-]?(?:5[0-3]|[1-4]\\d|0?[1-9])";
    private static final String TIME = "\\d{8}(?:T\\d{6}Z?)?";

    /** What the parts of a rule may be (RFC 5545, section 3.3.10), for what comes back on days of a year. */
    private static final Map<String, Pattern> PARTS = Map.of(
            "FREQ", Pattern.compile("[A-Z]+"),
            "INTERVAL", Pattern.compile("[1-9]\\d{0,2}"),
            "COUNT", Pattern.compile("[1-9]\\d{0,4}"),
            "UNTIL", Pattern.compile(".+"),
            "WKST", Pattern.compile("MO|TU|WE|TH|FR|SA|SU"),
            "BYMONTH", list(MONTH),
            "BYMONTHDAY", list(DAY),
            "BYDAY", list(WEEKDAY),
            "BYYEARDAY", list(DAY_OF_YEAR),
            "BYWEEKNO", list(WEEK));

    private static final Pattern BY_SET_POSITION = list(DAY_OF_YEAR);
    private static final Pattern BY_TIME = Pattern.compile("BY(?:HOUR|MINUTE|SECOND)");
    private static final Pattern DATES = list(TIME + "(?:/\\S+)?");
    private static final Pattern DURATION = Pattern.compile("\\+?P(?:\\d{1,2}W|\\d{1,3}D(?:T[0-9HMS]+)?|T[0-9HMS]+)");

    private HolidayText() {}

    /** Several of a kind; longer ones come first in it, as nothing is tried twice. */
    private static Pattern list(String one) {
        return Pattern.compile(one + "(?:," + one + ")*+");
    }

    /**
     * The file without what a day off does not need: the mark at its beginning, and time zones, whose rules may ask for
     * a computation without end.
     */
    static String withoutTimeZones(String file) {
        StringBuilder kept = new StringBuilder(file.length());
        boolean inZone = false;
        for (String line : LINE.split(file.startsWith("\uFEFF") ? file.substring(1) : file, -1)) {
            String word = line.strip().toUpperCase(Locale.ROOT);
            inZone |= word.equals("BEGIN:VTIMEZONE");
            if (!inZone) {
                kept.append(line).append("\r\n");
            }
            inZone &= !word.equals("END:VTIMEZONE");
        }
        return kept.toString();
    }

    /** Notes, at {@code /events/} and its place, each event with a rule, an exception or a length that cannot be. */
    static void check(String file, Violations violations) {
        int event = -1;
        // What is inside of an event, such as an alarm, has rules of its own and matters to no holiday.
        int depth = 0;
        for (String line : LINE.split(FOLD.matcher(file).replaceAll(""), -1)) {
            int end = line.indexOf(':');
            if (end < 0) {
                continue;
            }
            String name = line.substring(0, end).split(";", 2)[0].strip().toUpperCase(Locale.ROOT);
            String value = line.substring(end + 1).strip().toUpperCase(Locale.ROOT);
            if (name.equals("BEGIN")) {
                event += value.equals("VEVENT") ? 1 : 0;
                depth = value.equals("VEVENT") ? 1 : depth + 1;
            } else if (name.equals("END")) {
                depth--;
            } else if (event >= 0 && depth == 1 && !isPossible(name, value)) {
                violations.add(
                        "/events/" + event,
                        "not_a_date",
                        "This event has a " + name + " that cannot be: " + told(value));
            }
        }
    }

    private static boolean isPossible(String name, String value) {
        return switch (name) {
            case "RRULE" -> List.of(value.split(";", -1)).stream().allMatch(HolidayText::isPart);
            // RFC 5545 has no such thing any more, and it takes long to compute.
            case "EXRULE" -> false;
            case "EXDATE", "RDATE" -> DATES.matcher(value).matches();
            case "DURATION" -> DURATION.matcher(value).matches();
            default -> true;
        };
    }

    private static boolean isPart(String part) {
        String[] both = part.split("=", 2);
        if (both.length < 2 || both[1].length() > 2_000) {
            return false;
        }
        if (both[0].equals("BYSETPOS")) {
            return BY_SET_POSITION.matcher(both[1]).matches();
        }
        // Said to be no holiday's, later.
        return BY_TIME.matcher(both[0]).matches()
                || PARTS.containsKey(both[0])
                        && PARTS.get(both[0]).matcher(both[1]).matches();
    }

    private static String told(String value) {
        return value.length() <= 60 ? value + "." : value.substring(0, 60) + "…";
    }
}

package org.coetracker.timeline;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text begins with: a day, a time, a zone, each of which may be missing.
 *
 * @param day the day; null when there is none, or none with a year
 * @param dayOfYear the day when its year is not written; else null
 * @param time the time of day; null when there is none
 * @param zone the zone or offset; null when there is none
 * @param zoneWord the zone as it is written; null when there is none
 * @param remark what of it could have been meant as a zone and was not read as one; null when there is nothing
 * @param end where the rest of the text begins
 */
record TimeText(
        LocalDate day, MonthDay dayOfYear, LocalTime time, ZoneId zone, String zoneWord, Remark remark, int end) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String MONTH = "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String WEEKDAY =
            "(?<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";
    private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";

    private static final Pattern YEAR_FIRST =
            named(WEEKDAY + "(?<year>\\d{4})(?<by>[-/.])(?<month>\\d{1,2})\\k<by>(?<day>\\d{1,2})(?!\\d)");
    private static final Pattern DOTTED =
            named(WEEKDAY + "(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})(?!\\d)");
    private static final Pattern SLASHED = named(WEEKDAY + "\\d{1,2}[/-]\\d{1,2}[/-](?:\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern DAY_FIRST =
            named(WEEKDAY + DAY + "[ -]" + MONTH + "(?:[ ,-]\\s*(?<year>\\d{4})(?![\\d:]))?");
    private static final Pattern MONTH_FIRST =
            named(WEEKDAY + MONTH + "\\s+" + DAY + "(?![\\d:])(?:,?\\s+(?<year>\\d{4})(?![\\d:]))?");

    private static final Pattern BETWEEN =
            named("(?<t>T(?=\\d))|\\s*,\\s*(?:at\\s+)?|\\s+[-–—]\\s+|[\\s_]+(?:at\\s+)?");
    private static final Pattern TIME =
            named("(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?(?!\\d|:\\d)"
                    + "(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?");
    private static final Pattern OFFSET = named("(?<blank>\\s*)\\(?(?<utc>UTC|GMT)?(?<sign>[-+\u2212])"
            + "(?:(?<hours>\\d{2})(?<colon>:?)(?<minutes>\\d{2})|(?<bare>\\d{1,2}))\\)?(?![\\d:])");
    private static final Pattern WORD = Pattern.compile(
            "(?:\\s*[\\[(]?(?<word>(?i:UTC|GMT)|[A-Z]{1,5}|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})[\\])]?|(?<z>z))"
                    + "(?![A-Za-z0-9_/])");
    /** Looks like the name of a zone: "standard time" and "summer time" end in T. */
    private static final Pattern LIKE_A_ZONE = Pattern.compile("[A-Z]{2,4}T");

    /** Blanks that are no blanks to regular expressions: clocks of browsers write one before AM and PM. */
    private static final Pattern BLANK = Pattern.compile("[\u00a0\u2007\u2009\u202f]");

    private static final Pattern IANA = Pattern.compile("\\[(?<word>[A-Za-z_/+-]+)\\]");
    private static final Pattern YEAR_LAST = Pattern.compile("\\s+(?<year>\\d{4})(?![\\d:])");

    private static Pattern named(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** The text with plain blanks, each character at its place. */
    static String plain(String text) {
        return BLANK.matcher(text).replaceAll(" ");
    }

    /**
     * Reads the beginning of a text, which has plain blanks; what is not there is null.
     *
     * @throws Unclear when there is something that is no day, no time, or can be read in several ways
     */
    static TimeText at(String text, int start) throws Unclear {
        try {
            return new Reader(text, start).read();
        } catch (DateTimeException e) {
            throw new Unclear("impossible_time", "There is no such day or time; look at the digits.");
        }
    }

    /** Whether there is anything. */
    boolean isFound() {
        return day != null || dayOfYear != null || time != null;
    }

    /** Goes through the text from left to right. */
    private static final class Reader {
        private final String text;
        private int place;
        private LocalDate day;
        private MonthDay dayOfYear;
        private LocalTime time;
        private ZoneId zone;
        private String zoneWord;
        private Remark remark;
        private boolean weekday;
        /** Whether an offset is what follows: behind the T of ISO 8601, or behind seconds. */
        private boolean precise;

        Reader(String text, int start) {
            this.text = text;
            this.place = start;
        }

        TimeText read() throws Unclear {
            readDay();
            if (day != null || dayOfYear != null) {
                Matcher between = from(BETWEEN);
                if (between.lookingAt()) {
                    Matcher ahead = TIME.matcher(text).region(between.end(), text.length());
                    if (ahead.lookingAt()) {
                        place = between.end();
                        precise = between.group("t") != null;
                    }
                }
            }
            readTime();
            if (time != null) {
                readZone();
                readYear();
            }
            return new TimeText(day, dayOfYear, time, zone, zoneWord, remark, place);
        }

        private Matcher from(Pattern pattern) {
            return pattern.matcher(text).region(place, text.length());
        }

        private void readDay() throws Unclear {
            for (Pattern form : List.of(YEAR_FIRST, DOTTED, DAY_FIRST, MONTH_FIRST)) {
                Matcher found = from(form);
                if (found.lookingAt()) {
                    int month = month(found.group("month"));
                    int number = Integer.parseInt(found.group("day"));
                    String year = found.group("year");
                    if (year == null) {
                        dayOfYear = MonthDay.of(month, number);
                        weekday = found.group("weekday") != null;
                    } else {
                        day = LocalDate.of(Integer.parseInt(year), month, number);
                    }
                    place = found.end();
                    return;
                }
            }
            if (from(SLASHED).lookingAt()) {
                throw new Unclear(
                        "ambiguous_date",
                        "Whether the day or the month comes first is not clear; write the year first, such as"
                                + " 2017-01-31, or the month as a word.");
            }
        }

        private static int month(String word) {
            return Character.isDigit(word.charAt(0))
                    ? Integer.parseInt(word)
                    : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        }

        private void readTime() throws Unclear {
            Matcher found = from(TIME);
            if (!found.lookingAt()) {
                return;
            }
            int hour = Integer.parseInt(found.group("hour"));
            String half = found.group("half");
            if (half != null) {
                if (hour < 1 || hour > 12) {
                    throw new Unclear("impossible_time", "With am and pm the hours go from 1 to 12.");
                }
                hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
            }
            String second = found.group("second");
            String fraction = found.group("fraction");
            time = LocalTime.of(
                    hour,
                    Integer.parseInt(found.group("minute")),
                    second == null ? 0 : Integer.parseInt(second),
                    fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
            precise |= second != null;
            place = found.end();
        }

        private void readZone() throws Unclear {
            Matcher offset = from(OFFSET);
            Matcher word = from(WORD);
            if (offset.lookingAt() && isOffset(offset)) {
                boolean bare = offset.group("bare") != null;
                int sign = offset.group("sign").equals("+") ? 1 : -1;
                zone = ZoneOffset.ofHoursMinutes(sign * hours(offset), bare ? 0 : sign * minutes(offset));
                zoneWord = zone.getId();
                place = offset.end();
                Matcher name = from(IANA);
                if (name.lookingAt() && ZoneWords.named(name.group("word")).isPresent()) {
                    place = name.end();
                }
            } else if (word.lookingAt()) {
                readWord(word);
            }
        }

        private void readWord(Matcher word) throws Unclear {
            String said = word.group("z") == null ? word.group("word") : "Z";
            String written = said.length() == 3 ? said.toUpperCase(Locale.ROOT) : said;
            if (ZoneWords.AMBIGUOUS.contains(written)) {
                throw new Unclear(
                        "ambiguous_zone",
                        "\"" + written + "\" is the name of several zones; write the offset, such as +05:30.");
            }
            zone = ZoneWords.find(written).orElse(null);
            if (zone != null) {
                zoneWord = written;
                place = word.end();
            } else if (LIKE_A_ZONE.matcher(written).matches()) {
                remark = new Remark(
                        "zone_not_read",
                        "\"" + written
                                + "\" is no zone that is known here, and is read as text; write the offset when it"
                                + " was meant as one.");
            }
        }

        private static int hours(Matcher offset) {
            String bare = offset.group("bare");
            return Integer.parseInt(bare == null ? offset.group("hours") : bare);
        }

        private static int minutes(Matcher offset) {
            String minutes = offset.group("minutes");
            return minutes == null ? 0 : Integer.parseInt(minutes);
        }

        /**
         * Whether a number behind a time is an offset. "10:03 +1000 users" has none: a bare number behind a blank is one only
         * behind a day and time. "10:03-10:30" and "23:27-5 replicas" have none either: a minus is one only behind UTC,
         * seconds, or the T of ISO 8601. And "10:03:00-10:30" has none, since clocks are nowhere so far from UTC.
         *
         * @throws Unclear when it may be either
         */
        private boolean isOffset(Matcher offset) throws Unclear {
            if (offset.group("utc") != null) {
                return true;
            }
            boolean blank = !offset.group("blank").isEmpty();
            String bare = offset.group("bare");
            if (bare != null && (blank || bare.length() == 1)) {
                return precise && bare.length() == 2 && isInUse(offset) && notRead(offset);
            }
            boolean number = blank && "".equals(offset.group("colon"));
            if (!isInUse(offset)) {
                return precise && !number && notRead(offset);
            }
            boolean hasDay = day != null || dayOfYear != null;
            boolean plus = offset.group("sign").equals("+");
            if (precise || plus) {
                if (number && !hasDay) {
                    return notRead(offset);
                }
                if (bare != null && !plus) {
                    remark = new Remark(
                            "zone_read_as",
                            "\"" + offset.group().strip() + "\" is read as an offset; put a blank before it when it was"
                                    + " meant as text.");
                }
                return true;
            }
            if (hasDay) {
                throw new Unclear(
                        "ambiguous_offset",
                        "Whether \"" + offset.group().strip()
                                + "\" is an offset or an end is not clear; write an offset"
                                + " behind seconds, as in 23:27:00-08:00, and a word before an end.");
            }
            return notRead(offset);
        }

        /** Notes that what may have been meant as an offset is text; false. */
        private boolean notRead(Matcher offset) {
            remark = new Remark(
                    "offset_not_read",
                    "\"" + offset.group().strip() + "\" is read as text; write an offset right behind seconds, as in"
                            + " 23:27:00-08:00, when it was meant as one.");
            return false;
        }

        /** Whether clocks somewhere are so far from UTC. */
        private static boolean isInUse(Matcher offset) {
            int hours = hours(offset);
            return switch (minutes(offset)) {
                case 0 -> hours <= (offset.group("sign").equals("+") ? 14 : 12);
                case 30 -> offset.group("sign").equals("+") ? hours <= 10 : hours == 2 || hours == 3 || hours == 9;
                case 45 -> offset.group("sign").equals("+") && (hours == 5 || hours == 8 || hours == 12 || hours == 13);
                default -> false;
            };
        }

        /** "Tue Jan 31 23:27:05 UTC 2017", as some machines have it, and "Tue Jan 31 23:27:05 2017 +0100", as Git has it. */
        private void readYear() throws Unclear {
            Matcher year = from(YEAR_LAST);
            if (weekday && dayOfYear != null && year.lookingAt()) {
                int written = Integer.parseInt(year.group("year"));
                day = LocalDate.of(written, dayOfYear.getMonth(), dayOfYear.getDayOfMonth());
                dayOfYear = null;
                place = year.end();
                if (zone == null) {
                    readZone();
                }
            }
        }
    }
}

package org.coetracker.notice.mail;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When somebody wants mail. Hours are intervals on the time line and not readings of a clock on the wall, so that an hour
 * that a switch to or from summer time skips or repeats neither loses a message nor ends the quiet twice.
 *
 * @param digest whether there is one message a day
 * @param digestAt when that comes
 * @param quietFrom when the quiet hours begin; null for none
 * @param quietUntil when they end, on the next day where that is earlier; null for none
 * @param weekendQuiet whether nothing comes on Saturdays and Sundays
 * @param zone where the person is
 */
record MailTimes(
        boolean digest,
        LocalTime digestAt,
        LocalTime quietFrom,
        LocalTime quietUntil,
        boolean weekendQuiet,
        ZoneId zone) {

    /** A week has at most so many days in a row on which no digest comes. */
    private static final int DAYS_BACK = 3;

    private static final int MOST_QUIET_TIMES = 10;

    /**
     * Somebody's notices that wait for mail.
     *
     * @param oldest when the oldest was written
     * @param newest when the newest was written
     * @param lastMail when the last message to them was written; null when there was none
     */
    record Waiting(Instant oldest, Instant newest, Instant lastMail) {}

    /**
     * Whether it is time to write a message.
     *
     * @param after how long after the newest notice
     * @param within how long after the oldest one, however many come
     */
    boolean isTime(Waiting waiting, Duration after, Duration within, Instant now) {
        if (isQuiet(now)) {
            return false;
        }
        if (digest) {
            return isDigestTime(waiting, now);
        }
        return !waiting.newest().plus(after).isAfter(now)
                || !waiting.oldest().plus(within).isAfter(now);
    }

    /** What waited at the last moment for a digest is due, unless that moment had its message already. */
    private boolean isDigestTime(Waiting waiting, Instant now) {
        Instant moment = lastDigestMoment(now);
        return moment != null
                && waiting.oldest().isBefore(moment)
                && (waiting.lastMail() == null || waiting.lastMail().isBefore(moment));
    }

    private Instant lastDigestMoment(Instant now) {
        LocalDate day = now.atZone(zone).toLocalDate();
        for (int back = 0; back <= DAYS_BACK; back++) {
            LocalDate candidate = day.minusDays(back);
            Instant moment = at(candidate, digestAt);
            if (!moment.isAfter(now) && !isQuiet(candidate)) {
                return moment;
            }
        }
        return null;
    }

    /** Whether no mail comes at a moment. */
    boolean isQuiet(Instant now) {
        LocalDate day = now.atZone(zone).toLocalDate();
        return isQuiet(day) || isInQuietHoursOf(day.minusDays(1), now) || isInQuietHoursOf(day, now);
    }

    /** When it is not quiet any more; a moment that is not quiet itself is given back. */
    Instant afterQuiet(Instant now) {
        Instant moment = now;
        // Each step is over one quiet time; there are not so many in a row.
        for (int step = 0; step < MOST_QUIET_TIMES && isQuiet(moment); step++) {
            moment = endOfQuietTime(moment);
        }
        return moment;
    }

    private Instant endOfQuietTime(Instant moment) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        if (isQuiet(day)) {
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }
        return isInQuietHoursOf(day.minusDays(1), moment)
                ? endOfQuietHoursOf(day.minusDays(1))
                : endOfQuietHoursOf(day);
    }

    private boolean isQuiet(LocalDate day) {
        return weekendQuiet && (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
    }

    /** Whether a moment is in the quiet hours that begin on a day. */
    private boolean isInQuietHoursOf(LocalDate day, Instant now) {
        if (quietFrom == null) {
            return false;
        }
        return !now.isBefore(at(day, quietFrom)) && now.isBefore(endOfQuietHoursOf(day));
    }

    private Instant endOfQuietHoursOf(LocalDate day) {
        return at(quietUntil.isAfter(quietFrom) ? day : day.plusDays(1), quietUntil);
    }

    /** The first moment at which the clock on the wall shows it; where it never does, as much later as was skipped. */
    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}

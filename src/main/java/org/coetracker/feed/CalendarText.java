package org.coetracker.feed;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.ProductId;
import biweekly.property.Transparency;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.coetracker.shared.http.PublicUrl;

/** Writes what somebody owes as a calendar (RFC 5545): a day with an event for each. */
final class CalendarText {
    /** Octets of a line at most, without its end (RFC 5545, section 3.1). */
    private static final int LONGEST_LINE = 75;

    private CalendarText() {}

    /**
     * The calendar, the same for the same entries.
     *
     * @param base where people reach the service
     */
    static byte[] of(List<Owed> owed, PublicUrl base) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId(new ProductId("-//COE Tracker//Due dates//EN"));
        calendar.setExperimentalProperty("X-WR-CALNAME", "COE Tracker: due dates");
        calendar.setName("COE Tracker: due dates");
        calendar.setRefreshInterval(Duration.builder().hours(1).build());
        owed.forEach(one -> calendar.addEvent(event(one, base)));
        return folded(written(calendar));
    }

    private static VEvent event(Owed owed, PublicUrl base) {
        VEvent event = new VEvent();
        event.setUid(
                owed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + owed.action() + "@coe-tracker");
        event.setSequence(owed.version());
        event.setDateTimeStamp(Date.from(owed.updatedAt()));
        event.setLastModified(Date.from(owed.updatedAt()));
        event.setDateStart(day(owed.dueOn()));
        // It takes nobody's day: those who look for a free hour find one.
        event.setTransparency(Transparency.transparent());
        // What is restricted says no more than that, not even by its ref.
        String name = owed.restricted() ? owed.action().toString() : owed.ref();
        event.setSummary(owed.restricted() ? "Something is due" : summary(owed));
        if (!owed.restricted()) {
            event.setDescription("Team " + owed.team() + ", priority " + owed.priority() + ".");
        }
        event.setUrl(base.of("/api/v1/actions/" + name));
        return event;
    }

    private static String summary(Owed owed) {
        String what = switch (owed.kind()) {
            case ACTION -> " due: ";
            case VERIFICATION -> " to be verified: ";
            case ACCEPTED_RISK -> " to be looked at again: ";
        };
        return owed.ref() + what + owed.title();
    }

    private static ICalDate day(LocalDate day) {
        return new ICalDate(
                new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 0, 0, 0, false), false);
    }

    private static String written(ICalendar calendar) {
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The library counts characters and may cut one in two; a line has at most 75 octets. */
    private static byte[] folded(String text) {
        ByteArrayOutputStream folded = new ByteArrayOutputStream();
        int line = 0;
        for (int index = 0; index < text.length(); ) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            byte[] octets = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            boolean isEnd = character == '\r' || character == '\n';
            if (!isEnd && line + octets.length > LONGEST_LINE) {
                folded.writeBytes(new byte[] {'\r', '\n', ' '});
                line = 1;
            }
            folded.writeBytes(octets);
            line = isEnd ? 0 : line + octets.length;
        }
        return folded.toByteArray();
    }
}

package org.coetracker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.coe.answer.WhatHappened;

/**
 * Reads lines of a chat, a log or a document: each begins with a time. An indented line goes on with the entry before; a line
 * with a day alone is a heading over those that follow.
 */
final class PastedLines {
    private static final Pattern END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern LEAD = Pattern.compile("(?:#{1,6}\\s+|[-*•>]\\s+)?[\\[(*_`]*");
    private static final Pattern TAIL = Pattern.compile("[\\])*_`]*\\s*(?:[-–—:|,;>]+(?=\\s|$))?\\s*");
    private static final Pattern KIND = Pattern.compile("[\\[(](?<kind>[A-Za-z]+)[\\])]\\s*(?:[-–—:|]+(?=\\s))?\\s*");

    private PastedLines() {}

    /** What an indented line belongs to. */
    private enum Above {
        /** Nothing: there is no entry yet, or a heading. */
        NOTHING,
        /** An entry that was understood. */
        ENTRY,
        /** A line that is refused, and goes with it. */
        REFUSED
    }

    /** Reads all lines. */
    static void read(String text, Moments moments, Lines lines) {
        String kept = text.startsWith("\ufeff") ? text.substring(1) : text;
        String[] written = END.split(kept, -1);
        String[] plain = END.split(TimeText.plain(kept), -1);
        Above above = Above.NOTHING;
        for (int index = 0; index < written.length; index++) {
            if (plain[index].isBlank()) {
                continue;
            }
            int number = index + 1;
            try {
                int begin = plain[index].indexOf(plain[index].strip());
                String said = plain[index].strip();
                String asWritten = written[index].substring(begin, begin + said.length());
                Matcher lead = LEAD.matcher(said);
                TimeText time = TimeText.at(said, lead.lookingAt() ? lead.end() : 0);
                if (time.time() != null) {
                    above = Above.REFUSED;
                    above = lines.add(entry(number, said, asWritten, time, moments)) ? Above.ENTRY : Above.REFUSED;
                } else if (time.isFound() && said.substring(time.end()).matches("[\\])*_`:]*")) {
                    above = Above.REFUSED;
                    moments.on(time);
                    above = Above.NOTHING;
                } else if (begin == 0 || above == Above.NOTHING) {
                    above = Above.REFUSED;
                    throw new Unclear(
                            "no_time",
                            begin == 0
                                    ? "The line does not begin with a time. A line that goes on with the one before is"
                                            + " indented."
                                    : "The line does not begin with a time, and there is no entry before it that it goes"
                                            + " on with.");
                } else if (above == Above.ENTRY) {
                    above = lines.goOn(asWritten) ? Above.ENTRY : Above.REFUSED;
                }
            } catch (Unclear unclear) {
                lines.refuse(number, unclear);
            }
        }
    }

    /** The same text twice: with plain blanks to be read, and as it was written to be kept. */
    private static Line entry(int number, String said, String asWritten, TimeText time, Moments moments)
            throws Unclear {
        List<Remark> remarks = new ArrayList<>();
        Matcher tail = TAIL.matcher(said).region(time.end(), said.length());
        int begin = tail.lookingAt() ? tail.end() : time.end();
        Matcher marked = KIND.matcher(said).region(begin, said.length());
        Optional<WhatHappened.Kind> kind = marked.lookingAt() ? Lines.kind(marked.group("kind")) : Optional.empty();
        String text =
                asWritten.substring(kind.isPresent() ? marked.end() : begin).strip();
        return new Line(
                number, moments.of(time, remarks), kind.orElse(WhatHappened.Kind.OTHER), text, List.of(), remarks);
    }
}

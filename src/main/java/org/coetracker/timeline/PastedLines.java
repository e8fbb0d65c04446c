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
    private static final Pattern LEAD = Pattern.compile("(?:#{1,6}\\s+|[-*•>]\\s+)?[\\[(*_`]*");
    private static final Pattern TAIL = Pattern.compile("[\\])*_`]*\\s*(?:[-–—:|,;>]+(?=\\s|$))?\\s*");
    private static final Pattern KIND = Pattern.compile("[\\[(](?<kind>[A-Za-z]+)[\\])]\\s*(?:[-–—:|]+(?=\\s))?\\s*");

    private PastedLines() {}

    /** Reads all lines. */
    static void read(String text, Moments moments, Lines lines) {
        int number = 0;
        boolean understood = false;
        for (String line : text.split("\\r\\n|\\r|\\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                String said = line.strip();
                Matcher lead = LEAD.matcher(said);
                TimeText time = TimeText.at(said, lead.lookingAt() ? lead.end() : 0);
                boolean indented = Character.isWhitespace(line.charAt(0)) && number > 1;
                if (time.time() != null) {
                    understood = false;
                    understood = lines.add(entry(number, said, time, moments));
                } else if (time.isFound() && said.substring(time.end()).matches("[\\])*_`:]*")) {
                    moments.on(time);
                    understood = false;
                } else if (!indented) {
                    understood = false;
                    throw new Unclear(
                            "no_time",
                            "The line does not begin with a time. A line that goes on with the one before is indented.");
                } else if (understood) {
                    understood = lines.goOn(said);
                }
            } catch (Unclear unclear) {
                lines.refuse(number, unclear);
            }
        }
    }

    private static Line entry(int number, String said, TimeText time, Moments moments) throws Unclear {
        List<Remark> remarks = new ArrayList<>();
        Matcher tail = TAIL.matcher(said).region(time.end(), said.length());
        int begin = tail.lookingAt() ? tail.end() : time.end();
        Matcher marked = KIND.matcher(said).region(begin, said.length());
        Optional<WhatHappened.Kind> kind = marked.lookingAt() ? Lines.kind(marked.group("kind")) : Optional.empty();
        String text = said.substring(kind.isPresent() ? marked.end() : begin).strip();
        return new Line(
                number, moments.of(time, remarks), kind.orElse(WhatHappened.Kind.OTHER), text, List.of(), remarks);
    }
}

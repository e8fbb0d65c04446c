package org.coetracker.notice.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.notice.NoticeSubject;
import org.coetracker.notice.Notices.OfMail;
import org.coetracker.shared.http.PublicUrl;

/** Writes what a message says. Of a restricted COE it says that there is something to look at, and where. */
@Singleton
class MailText {
    /** More than this nobody reads in a message. */
    static final int MOST_LINES = 100;

    private static final int LONGEST_SUBJECT = 150;
    private static final String NEUTRAL = "Something to look at in COE Tracker";

    private final Template text;
    private final Template html;
    private final PublicUrl base;

    MailText(@Location("notice-mail.txt") Template text, @Location("notice-mail.html") Template html, PublicUrl base) {
        this.text = text;
        this.html = html;
        this.base = base;
    }

    /** What a message says. */
    record Written(String subject, String text, String html) {}

    /**
     * What the part of a message about one COE says, or about what else.
     *
     * @param head its ref and title; empty where nothing may be said
     */
    private record Part(String head, List<Line> lines) {}

    private record Line(String words, String link) {}

    Written write(OfMail about, String unsubscribe) {
        Map<UUID, List<NoticeSubject>> byThread = new LinkedHashMap<>();
        about.oldest()
                .forEach(notice -> byThread.computeIfAbsent(notice.thread(), thread -> new ArrayList<>())
                        .add(notice));
        Map<String, Object> data = Map.of(
                "parts",
                byThread.values().stream().map(this::part).toList(),
                "more",
                about.notices() - about.oldest().size(),
                "all",
                base.of("/api/v1/me/notices"),
                "unsubscribe",
                unsubscribe);
        return new Written(
                subject(about), text.data(data).render(), html.data(data).render());
    }

    private Part part(List<NoticeSubject> notices) {
        NoticeSubject first = notices.get(0);
        if (first.restricted()) {
            // One line, whatever happened and how often: an address can say as much as a word.
            return new Part("", List.of(new Line("There is something to look at", first.coeLink(base))));
        }
        return new Part(
                oneLine(first.heading()),
                notices.stream()
                        .map(notice -> new Line(oneLine(notice.text()), notice.link(base)))
                        .toList());
    }

    private static String subject(OfMail about) {
        if (about.oldest().stream().anyMatch(NoticeSubject::restricted)) {
            return NEUTRAL;
        }
        // The same for all messages about one COE, since mail programs thread by the subject as well.
        return about.threads() == 1
                ? shortened(oneLine(about.oldest().get(0).heading()))
                : about.notices() + " notices" + aboutCoes(about);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_SUBJECT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }

    private static String aboutCoes(OfMail about) {
        return about.oldest().stream().allMatch(notice -> notice.coe() != null)
                ? " about " + about.threads() + " COEs"
                : "";
    }

    /** A title is anything that somebody typed; here it must not begin another line, or another header. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}

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
import org.coetracker.shared.http.PublicUrl;

/** Writes what a message says. Of a restricted COE it says that there is something to look at, and where. */
@Singleton
class MailText {
    /** More than this nobody reads in a message. */
    private static final int MOST_LINES = 100;

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

    /**
     * What a message says.
     *
     * @param threads the ids of the COEs, or of what else, that it is about
     */
    record Written(String subject, String text, String html, List<UUID> threads) {}

    /**
     * What the part of a message about one COE says, or about what else.
     *
     * @param head its ref and title; empty where nothing may be said
     */
    private record Part(String head, List<Line> lines) {}

    private record Line(String words, String link) {}

    Written write(List<NoticeSubject> notices, String unsubscribe) {
        Map<UUID, List<NoticeSubject>> byThread = new LinkedHashMap<>();
        notices.forEach(notice -> byThread.computeIfAbsent(notice.thread(), thread -> new ArrayList<>())
                .add(notice));
        List<Part> parts = new ArrayList<>();
        int room = MOST_LINES;
        for (List<NoticeSubject> together : byThread.values()) {
            if (room > 0) {
                List<NoticeSubject> shown = together.subList(0, Math.min(room, together.size()));
                parts.add(part(shown));
                room -= shown.size();
            }
        }
        Map<String, Object> data = Map.of(
                "parts",
                parts,
                "more",
                Math.max(0, notices.size() - MOST_LINES),
                "all",
                base.of("/api/v1/me/notices"),
                "unsubscribe",
                unsubscribe);
        return new Written(
                subject(notices, byThread.size()),
                text.data(data).render(),
                html.data(data).render(),
                List.copyOf(byThread.keySet()));
    }

    private Part part(List<NoticeSubject> notices) {
        NoticeSubject first = notices.get(0);
        if (first.restricted()) {
            return new Part(
                    "",
                    notices.stream()
                            .map(notice -> notice.link(base))
                            .distinct()
                            .map(link -> new Line("There is something to look at", link))
                            .toList());
        }
        return new Part(
                oneLine(first.heading()),
                notices.stream()
                        .map(notice -> new Line(oneLine(notice.text()), notice.link(base)))
                        .toList());
    }

    private static String subject(List<NoticeSubject> notices, int threads) {
        if (notices.stream().anyMatch(NoticeSubject::restricted)) {
            return NEUTRAL;
        }
        NoticeSubject first = notices.get(0);
        // The same for all messages about one COE, since mail programs thread by the subject as well.
        String subject =
                threads == 1 ? oneLine(first.heading()) : notices.size() + " notices" + about(notices, threads);
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    private static String about(List<NoticeSubject> notices, int threads) {
        return notices.stream().allMatch(notice -> notice.coe() != null) ? " about " + threads + " COEs" : "";
    }

    /** A title is anything that somebody typed; here it must not begin another line, or another header. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}

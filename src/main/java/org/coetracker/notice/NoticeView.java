package org.coetracker.notice;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.shared.http.PublicUrl;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A notice as its person is shown it.
 *
 * @param id the id
 * @param at when it happened
 * @param createdAt when the notice was written, a moment later
 * @param type what happened, in the word that webhooks have for it
 * @param coe ref of the COE; null when it has to do with none
 * @param action ref of the action; null when it is about the COE itself
 * @param title the title of what it is about
 * @param text what happened, in a line
 * @param readAt when it was marked as read; null until then
 * @param link where to look
 */
@Schema(name = "Notice")
record NoticeView(
        UUID id,
        Instant at,
        Instant createdAt,
        String type,
        String coe,
        String action,
        String title,
        String text,
        Instant readAt,
        String link) {

    static NoticeView of(Notice notice, NoticeSubject subject, PublicUrl base) {
        return new NoticeView(
                notice.id(),
                notice.at(),
                notice.createdAt(),
                notice.type(),
                subject.coe(),
                subject.action(),
                subject.title(),
                subject.text(),
                notice.readAt(),
                subject.link(base));
    }
}

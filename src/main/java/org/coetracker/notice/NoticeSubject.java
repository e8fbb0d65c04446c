package org.coetracker.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.coetracker.event.EventWords;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.json.JsonText;

/**
 * What a notice is about, in words.
 *
 * @param notice its id
 * @param thread the id of the COE, or of what else it is about: what belongs together has the same
 * @param heading what that is, in words: {@code COE-4: The restore failed}
 * @param coe the COE's ref; null when it has to do with none
 * @param action the action's ref; null when it is about the COE itself
 * @param title the title of what it is about
 * @param text a line that says what happened: {@code COE-4-A2 is due on 2026-11-20: Test the restore}
 * @param path where to look; by ids and not by refs, so that the address says nothing either
 * @param restricted whether the COE is restricted, so that nothing of this leaves the service
 */
public record NoticeSubject(
        UUID notice,
        UUID thread,
        String heading,
        String coe,
        String action,
        String title,
        String text,
        String path,
        boolean restricted) {

    static NoticeSubject of(Object[] row) {
        UUID notice = (UUID) row[0];
        UUID coeId = (UUID) row[8];
        String words = EventWords.of((String) row[7], (String) row[1]);
        return coeId == null ? ofWebhook(notice, (String) row[1], words) : ofCoe(notice, coeId, row, words);
    }

    private static NoticeSubject ofCoe(UUID notice, UUID coeId, Object[] row, String words) {
        String coe = "COE-" + row[2];
        String coeTitle = (String) row[4];
        String action = row[3] == null ? null : coe + "-A" + row[3];
        String title = action == null ? coeTitle : (String) row[5];
        return new NoticeSubject(
                notice,
                coeId,
                coe + ": " + coeTitle,
                coe,
                action,
                title,
                (action == null ? coe : action) + " " + words + ": " + title,
                path(coeId, (UUID) row[9], (String) row[1]),
                (Boolean) row[6]);
    }

    /** Of a comment it is the comment itself. */
    private static String path(UUID coe, UUID action, String detail) {
        String comment =
                detail == null ? "" : JsonText.parse(detail).path("comment").asText();
        if (!comment.isEmpty()) {
            return "/api/v1/coes/" + coe + "/comments/" + comment;
        }
        return action == null ? "/api/v1/coes/" + coe : "/api/v1/actions/" + action;
    }

    /** Of a webhook there is what was written down when it happened. */
    private static NoticeSubject ofWebhook(UUID notice, String detail, String words) {
        JsonNode webhook = JsonText.parse(detail);
        String id = webhook.path("webhook").asText();
        String name = "Webhook to " + webhook.path("host").asText();
        return new NoticeSubject(
                notice,
                UUID.fromString(id),
                name,
                null,
                null,
                name,
                name + " " + words,
                "/api/v1/webhooks/" + id,
                false);
    }

    /** The address of the COE, by its id: what may be said of it where it is not sure who reads. */
    public String coeLink(PublicUrl base) {
        return base.of("/api/v1/coes/" + thread);
    }

    /** The address of where to look. */
    public String link(PublicUrl base) {
        return base.of(path);
    }
}

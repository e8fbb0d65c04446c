package org.coetracker.notice;

import java.util.UUID;
import org.coetracker.shared.http.PublicUrl;

/**
 * What a notice is about, in words.
 *
 * @param notice its id
 * @param coeId the COE
 * @param coe the COE's ref
 * @param coeTitle the COE's title
 * @param actionId the action; null when it is about the COE itself
 * @param action the action's ref; null when it is about the COE itself
 * @param actionTitle the action's title; null when it is about the COE itself
 * @param restricted whether the COE is restricted, so that nothing of this leaves the service
 * @param words what happened, as the end of a sentence that begins with the ref
 */
public record NoticeSubject(
        UUID notice,
        UUID coeId,
        String coe,
        String coeTitle,
        UUID actionId,
        String action,
        String actionTitle,
        boolean restricted,
        String words) {

    static NoticeSubject of(Object[] row) {
        String coe = "COE-" + row[2];
        return new NoticeSubject(
                (UUID) row[0],
                (UUID) row[8],
                coe,
                (String) row[4],
                (UUID) row[9],
                row[3] == null ? null : coe + "-A" + row[3],
                (String) row[5],
                (Boolean) row[6],
                NoticeWords.of((String) row[7], (String) row[1]));
    }

    /** The ref of what it is about. */
    public String ref() {
        return action == null ? coe : action;
    }

    /** The title of what it is about. */
    public String title() {
        return action == null ? coeTitle : actionTitle;
    }

    /** A line that says it: {@code COE-4-A2 is due in 2 days: Test the restore}. */
    public String text() {
        return ref() + " " + words + ": " + title();
    }

    /** Where to look; an id and not a ref, so that the address says nothing either. */
    public String link(PublicUrl base) {
        return base.of(actionId == null ? "/api/v1/coes/" + coeId : "/api/v1/actions/" + actionId);
    }
}

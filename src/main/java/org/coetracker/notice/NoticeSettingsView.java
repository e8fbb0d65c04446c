package org.coetracker.notice;

import java.time.LocalTime;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When and how somebody wants mail, as they are shown it.
 *
 * @param mail when there is mail
 * @param digestAt when the daily digest comes
 * @param quietFrom when the hours begin in which no mail comes
 * @param quietUntil when they end
 * @param weekendQuiet whether no mail comes on Saturdays and Sundays
 * @param version rises with each change; 0 for who never chose
 */
@Schema(name = "NoticeSettings")
record NoticeSettingsView(
        MailChoice mail, String digestAt, String quietFrom, String quietUntil, boolean weekendQuiet, int version)
        implements Tagged {

    static NoticeSettingsView of(NoticeSettings settings) {
        return new NoticeSettingsView(
                settings.mail(),
                settings.digestAt().toString(),
                text(settings.quietFrom()),
                text(settings.quietUntil()),
                settings.weekendQuiet(),
                settings.version());
    }

    private static String text(LocalTime time) {
        return time == null ? null : time.toString();
    }

    @Override
    public boolean versionTellsAll() {
        return true;
    }
}

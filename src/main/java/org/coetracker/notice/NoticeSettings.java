package org.coetracker.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalTime;
import java.util.Locale;

/** When and how somebody wants mail. */
@Entity
@Table(name = "notice_settings")
class NoticeSettings {
    @Id
    private String person;

    private String mail;

    @Column(name = "digest_at")
    private LocalTime digestAt;

    @Column(name = "quiet_from")
    private LocalTime quietFrom;

    @Column(name = "quiet_until")
    private LocalTime quietUntil;

    @Column(name = "weekend_quiet")
    private boolean weekendQuiet;

    @Version
    private int version;

    /** For Hibernate. */
    protected NoticeSettings() {}

    /** Takes what somebody chose. The command's rules have been checked. */
    void choose(NewNoticeSettings command) {
        mail = word(command.mail());
        digestAt = LocalTime.parse(command.digestAt());
        quietFrom = time(command.quietFrom());
        quietUntil = time(command.quietUntil());
        weekendQuiet = command.weekendQuiet();
    }

    /** Sends them no mail any more. */
    void switchOff() {
        mail = word(MailChoice.OFF);
    }

    private static LocalTime time(String text) {
        return text == null ? null : LocalTime.parse(text);
    }

    private static String word(MailChoice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    String person() {
        return person;
    }

    MailChoice mail() {
        return MailChoice.valueOf(mail.toUpperCase(Locale.ROOT));
    }

    LocalTime digestAt() {
        return digestAt;
    }

    LocalTime quietFrom() {
        return quietFrom;
    }

    LocalTime quietUntil() {
        return quietUntil;
    }

    boolean weekendQuiet() {
        return weekendQuiet;
    }

    int version() {
        return version;
    }
}

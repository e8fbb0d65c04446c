package org.coetracker.notice.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.coetracker.account.PasswordForgotten;
import org.coetracker.account.password.ForgottenPasswords;
import org.coetracker.notice.mail.Mails.Claimed;
import org.coetracker.shared.http.PublicUrl;

/** Messages to those who have forgotten their password, whatever mail they want otherwise. */
@Singleton
class PasswordMail {
    private final Mails mails;
    private final ForgottenPasswords forgotten;
    private final Template text;
    private final PublicUrl base;

    PasswordMail(
            Mails mails, ForgottenPasswords forgotten, @Location("password-mail.txt") Template text, PublicUrl base) {
        this.mails = mails;
        this.forgotten = forgotten;
        this.text = text;
        this.base = base;
    }

    /** Queues a message, in the transaction in which it was asked for. */
    void queue(@Observes PasswordForgotten asked) {
        mails.queuePasswordReset(asked.person(), base.host(), asked.at());
    }

    /** The message with a link that is made for it; nothing when it is too late, or there is nobody to send it to. */
    Optional<Mail> write(Claimed claimed) {
        return mails.anyAddress(claimed.person())
                .flatMap(address -> forgotten
                        .linkFor(claimed.person(), claimed.createdAt())
                        .map(token -> Mail.withText(
                                        address,
                                        "A new password for COE Tracker",
                                        text.data("person", claimed.person())
                                                .data("link", base.of("/reset-password?token=" + token.text()))
                                                .data(
                                                        "minutes",
                                                        forgotten.linkGoodFor().toMinutes())
                                                .render())
                                .addHeader("Message-ID", claimed.messageId())
                                .addHeader("Auto-Submitted", "auto-generated")));
    }
}

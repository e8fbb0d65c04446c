package org.coetracker.notice.mail;

import jakarta.enterprise.context.ApplicationScoped;

/** Has mail written and sent, as the worker does. */
@ApplicationScoped
public class Postman {
    private final MailComposer composer;
    private final MailSender sender;

    Postman(MailComposer composer, MailSender sender) {
        this.composer = composer;
        this.sender = sender;
    }

    /** Writes what is to be written, and sends what is to be sent; how many messages that were. */
    public int mail() {
        composer.compose();
        int sent = 0;
        while (sender.sendNext()) {
            sent++;
        }
        return sent;
    }
}

package org.coetracker.notice.mail;

import java.time.Instant;
import org.coetracker.notice.mail.Mails.Claimed;

/** How an attempt to send a message ended, which is written down. */
sealed interface Attempt {
    /** Writes it down, in the caller's transaction; what came of it, in the word of the metric. */
    String record(Mails mails, Claimed mail, Instant now);

    /** The server took it. */
    record Sent() implements Attempt {
        @Override
        public String record(Mails mails, Claimed mail, Instant now) {
            mails.sent(mail, now);
            return "sent";
        }
    }

    /** There was nothing left to say, or nobody to say it to. */
    record Needless() implements Attempt {
        @Override
        public String record(Mails mails, Claimed mail, Instant now) {
            mails.dropped(mail, now);
            return "dropped";
        }
    }

    /**
     * It was not handed to the server, which is nothing that the server did: it does not count.
     *
     * @param until when it is taken up again
     * @param error why, in a sentence; empty when nothing is wrong
     */
    record PutOff(Instant until, String error) implements Attempt {
        @Override
        public String record(Mails mails, Claimed mail, Instant now) {
            mails.putOff(mail, error, until);
            return "put_off";
        }
    }

    /**
     * The server did not take it.
     *
     * @param error why, in a sentence
     */
    record Failed(String error) implements Attempt {
        @Override
        public String record(Mails mails, Claimed mail, Instant now) {
            if (MailSender.RETRIES.isOver(mail.attempt())) {
                mails.givenUp(mail, error, now);
                return "dead";
            }
            mails.failed(mail, error, now.plus(MailSender.RETRIES.after(mail.attempt())));
            return "failed";
        }
    }
}

package org.coetracker.notice.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.coetracker.account.Secret;
import org.coetracker.notice.Notices;
import org.coetracker.notice.Notices.OfMail;
import org.coetracker.notice.mail.Attempt.Failed;
import org.coetracker.notice.mail.Attempt.Needless;
import org.coetracker.notice.mail.Attempt.PutOff;
import org.coetracker.notice.mail.Attempt.Sent;
import org.coetracker.notice.mail.Mails.Claimed;
import org.coetracker.notice.mail.Mails.Recipient;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.retry.Backoff;
import org.jboss.logging.Logger;

/**
 * Sends messages: claimed in one transaction, sent in none, recorded in another. A node that dies between the last two
 * leaves a message that is sent again once its claim has ended, with the same id.
 */
@ApplicationScoped
class MailSender {
    private static final Logger LOG = Logger.getLogger(MailSender.class);
    private static final Duration SERVER_ANSWERS_WITHIN = Duration.ofSeconds(60);
    /** Longer than a server may take, with room for a slow node. */
    static final Duration CLAIMED_FOR = Duration.ofMinutes(5);

    /** After what went wrong here: the database is away, or there is a mistake in the service. */
    private static final Duration WRITTEN_AGAIN_AFTER = Duration.ofMinutes(5);

    /** For almost two days; then a message is given up, until somebody asks for another attempt. */
    static final Backoff RETRIES = new Backoff(Duration.ofMinutes(1), 3, Duration.ofHours(12), 10);

    private final Mails mails;
    private final Notices notices;
    private final UnsubscribeLinks links;
    private final MailText text;
    private final PasswordMail passwordMail;
    private final ReactiveMailer mailer;
    private final Executor connections;
    private final PublicUrl base;
    private final MeterRegistry registry;
    private final Clock clock;

    MailSender(
            Mails mails,
            Notices notices,
            UnsubscribeLinks links,
            MailText text,
            PasswordMail passwordMail,
            ReactiveMailer mailer,
            Vertx vertx,
            PublicUrl base,
            MeterRegistry registry,
            Clock clock) {
        this.mails = mails;
        this.notices = notices;
        this.links = links;
        this.text = text;
        this.passwordMail = passwordMail;
        this.mailer = mailer;
        // All of a connection on one event loop: from a thread of ours the mail client makes it on one and listens on
        // another, and what the server says before it listens is never heard.
        this.connections = MutinyHelper.executor(vertx.getOrCreateContext());
        this.base = base;
        this.registry = registry;
        this.clock = clock;
    }

    /** Sends one message whose time has come; whether there was one. */
    boolean sendNext() {
        Instant now = clock.instant();
        Optional<Claimed> claimed =
                QuarkusTransaction.requiringNew().call(() -> mails.claim(now, now.plus(CLAIMED_FOR)));
        claimed.ifPresent(mail -> record(mail, send(mail)));
        return claimed.isPresent();
    }

    /** Hands a message to the server, outside of any transaction, if it is to be. */
    Attempt send(Claimed claimed) {
        Prepared prepared;
        try {
            prepared = QuarkusTransaction.requiringNew()
                    .call(() -> claimed.passwordReset() ? passwordReset(claimed) : write(claimed));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Mail %s cannot be written", claimed.id());
            return new PutOff(clock.instant().plus(WRITTEN_AGAIN_AFTER), "It could not be written; the log says why.");
        }
        if (prepared.mail() == null) {
            return prepared.otherwise();
        }
        try {
            mailer.send(prepared.mail()).runSubscriptionOn(connections).await().atMost(SERVER_ANSWERS_WITHIN);
            return new Sent();
        } catch (RuntimeException e) {
            LOG.debugf(e, "Mail %s was not sent", claimed.id());
            return new Failed(MailFailure.of(e));
        }
    }

    /** Writes down how an attempt ended. */
    void record(Claimed mail, Attempt attempt) {
        Instant now = clock.instant();
        String outcome = QuarkusTransaction.requiringNew().call(() -> attempt.record(mails, mail, now));
        if (attempt instanceof Failed failed && RETRIES.isOver(mail.attempt())) {
            LOG.warnf("Mail %s to %s is given up: %s", mail.id(), mail.person(), failed.error());
        }
        registry.counter("coe.mail.attempts", "outcome", outcome).increment();
    }

    /**
     * What is to be done with a message.
     *
     * @param mail what is to be sent; null when nothing is
     * @param otherwise how the attempt ends when nothing is to be sent
     */
    private record Prepared(Mail mail, Attempt otherwise) {}

    /** Somebody waits for it in front of the sign-in page, quiet hours or not. */
    private Prepared passwordReset(Claimed claimed) {
        return passwordMail
                .write(claimed)
                .map(mail -> new Prepared(mail, null))
                .orElseGet(() -> new Prepared(null, new Needless()));
    }

    /** The message as it is to be at this moment, when it may be sent and there is something left to say. */
    private Prepared write(Claimed claimed) {
        Instant now = clock.instant();
        Optional<Recipient> recipient = mails.recipient(claimed.person());
        if (recipient.isEmpty()) {
            return new Prepared(null, new Needless());
        }
        // It was not quiet when the message was composed, but that may be long ago.
        if (recipient.get().times().isQuiet(now)) {
            return new Prepared(null, new PutOff(recipient.get().times().afterQuiet(now), ""));
        }
        OfMail about = notices.ofMail(claimed.id(), MailText.MOST_LINES);
        return about.oldest().isEmpty()
                ? new Prepared(null, new Needless())
                : new Prepared(mail(claimed, recipient.get().address(), about, now), null);
    }

    private Mail mail(Claimed claimed, String address, OfMail about, Instant now) {
        Secret token = Secret.next("");
        links.add(claimed.person(), token, now);
        String unsubscribe = base.of(UnsubscribePages.PATH + "?token=" + token.text());
        MailText.Written written = text.write(about, unsubscribe);
        Mail mail = Mail.withText(address, null, written.text())
                .setHtml(written.html())
                .addHeader("Subject", EncodedWords.of(written.subject()))
                .addHeader("Message-ID", claimed.messageId())
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("List-Unsubscribe", "<" + unsubscribe + ">")
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        if (about.threads() != 1) {
            // What is about several COEs is in the thread of none: it would join theirs.
            return mail;
        }
        String thread = "<" + about.oldest().get(0).thread() + "@" + base.host() + ">";
        return mail.addHeader("References", thread).addHeader("In-Reply-To", thread);
    }
}

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.coetracker.account.Secret;
import org.coetracker.notice.NoticeSubject;
import org.coetracker.notice.Notices;
import org.coetracker.notice.mail.Mails.Claimed;
import org.coetracker.shared.http.PublicUrl;
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

    private final Mails mails;
    private final Notices notices;
    private final UnsubscribeLinks links;
    private final MailText text;
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
            ReactiveMailer mailer,
            Vertx vertx,
            PublicUrl base,
            MeterRegistry registry,
            Clock clock) {
        this.mails = mails;
        this.notices = notices;
        this.links = links;
        this.text = text;
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

    /**
     * How an attempt ended.
     *
     * @param state {@code QUEUED} when it failed
     * @param error why it failed
     */
    record Attempt(org.coetracker.notice.mail.Mail.State state, String error) {}

    /** Hands a message to the server, outside of any transaction. */
    Attempt send(Claimed claimed) {
        try {
            Optional<Mail> message = QuarkusTransaction.requiringNew().call(() -> write(claimed));
            if (message.isEmpty()) {
                return new Attempt(org.coetracker.notice.mail.Mail.State.DROPPED, "");
            }
            mailer.send(message.get()).runSubscriptionOn(connections).await().atMost(SERVER_ANSWERS_WITHIN);
            return new Attempt(org.coetracker.notice.mail.Mail.State.SENT, "");
        } catch (RuntimeException e) {
            LOG.debugf(e, "Mail %s was not sent", claimed.id());
            return new Attempt(org.coetracker.notice.mail.Mail.State.QUEUED, reason(e));
        }
    }

    /** Writes down how an attempt ended. */
    void record(Claimed mail, Attempt attempt) {
        Instant now = clock.instant();
        String outcome = QuarkusTransaction.requiringNew().call(() -> switch (attempt.state()) {
            case SENT -> {
                mails.sent(mail, now);
                yield "sent";
            }
            case DROPPED -> {
                mails.dropped(mail, now);
                yield "dropped";
            }
            default -> {
                if (mail.attempt() >= Backoff.MOST_ATTEMPTS) {
                    LOG.warnf("Mail %s to %s is given up: %s", mail.id(), mail.person(), attempt.error());
                    mails.givenUp(mail, attempt.error(), now);
                    yield "dead";
                }
                Duration wait = Backoff.after(
                        mail.attempt(), ThreadLocalRandom.current().nextDouble());
                mails.failed(mail, attempt.error(), now.plus(wait));
                yield "failed";
            }
        });
        registry.counter("coe.mail.attempts", "outcome", outcome).increment();
    }

    /** The message as it is to be at this moment; nothing when nothing is left to say, or nobody to say it to. */
    private Optional<Mail> write(Claimed claimed) {
        List<NoticeSubject> visible = notices.ofMail(claimed.id());
        Optional<String> address = mails.address(claimed.person());
        if (visible.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        Secret token = Secret.next("");
        links.add(claimed.person(), token, clock.instant());
        String unsubscribe = base.of(UnsubscribePages.PATH + "?token=" + token.text());
        MailText.Written written = text.write(visible, unsubscribe);
        String threads = written.threads().stream()
                .map(coe -> "<" + coe + "@" + base.host() + ">")
                .collect(Collectors.joining(" "));
        Mail message = Mail.withText(address.get(), written.subject(), written.text())
                .setHtml(written.html())
                .addHeader("Message-ID", claimed.messageId())
                .addHeader("References", threads)
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("List-Unsubscribe", "<" + unsubscribe + ">")
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return Optional.of(written.threads().size() == 1 ? message.addHeader("In-Reply-To", threads) : message);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return said.replaceAll("\\p{Cntrl}+", " ");
    }
}

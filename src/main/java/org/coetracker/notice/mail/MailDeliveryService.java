package org.coetracker.notice.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.shared.Ids;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.page.SortKey;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Shows administrators what became of mail, and tries again what was given up. */
@ApplicationScoped
class MailDeliveryService {
    private final Pages pages;
    private final Mails mails;
    private final History history;
    private final Clock clock;

    MailDeliveryService(Pages pages, Mails mails, History history, Clock clock) {
        this.pages = pages;
        this.mails = mails;
        this.history = history;
        this.clock = clock;
    }

    /** A page of messages, newest first unless asked otherwise. */
    Page<MailDeliveryView> page(MailDeliveryFilters filters, PageQuery query) {
        Violations violations = new Violations();
        Selection selection = filters.read(violations);
        PageRequest page = query.read(null, Sort.CREATED_AT, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        return pages.<Message>fetch("m", "Message m", "m.id", selection, page).map(MailDeliveryView::of);
    }

    /**
     * Tries a message again that was given up, from the beginning and with the same id.
     *
     * @throws ProblemException 404 when there is no such message, 409 when it was not given up
     */
    @Transactional
    public MailDeliveryView redeliver(String text, Actor actor) {
        UUID id = Ids.parse(text).orElseThrow(() -> noMail(text));
        Instant now = clock.instant();
        boolean requeued = mails.requeue(id, now);
        Message mail = mails.find(id).orElseThrow(() -> noMail(text));
        if (!requeued) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "This message is " + mail.state().name().toLowerCase(Locale.ROOT)
                            + "; only one that is dead is delivered again.");
        }
        history.event(
                actor, now, AuditKind.JOB, "mail", "redelivered", null, Map.of("mail", text, "person", mail.person()));
        return MailDeliveryView.of(mail);
    }

    private static ProblemException noMail(String id) {
        return ProblemException.notFound("mail delivery " + id);
    }

    /** What lists of messages may be sorted by. */
    private enum Sort implements SortKey {
        CREATED_AT;

        @Override
        public String parameter() {
            return "createdAt";
        }

        @Override
        public String expression() {
            return "m.createdAt";
        }

        @Override
        public Class<?> type() {
            return Instant.class;
        }
    }
}

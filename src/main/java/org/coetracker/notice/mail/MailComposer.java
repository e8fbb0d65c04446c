package org.coetracker.notice.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.notice.NoticeTiming;
import org.coetracker.notice.mail.Mails.Candidate;
import org.coetracker.shared.Ids;
import org.coetracker.shared.http.PublicUrl;

/** Puts the notices of each person whose time has come into one message. */
@ApplicationScoped
class MailComposer {
    private final Mails mails;
    private final NoticeTiming timing;
    private final PublicUrl base;
    private final Clock clock;

    MailComposer(Mails mails, NoticeTiming timing, PublicUrl base, Clock clock) {
        this.mails = mails;
        this.timing = timing;
        this.base = base;
        this.clock = clock;
    }

    /** Writes the messages of the moment; how many those are. */
    @Transactional
    public int compose() {
        if (!mails.lockComposing()) {
            return 0;
        }
        Instant now = clock.instant();
        Duration soonest = min(timing.mailAfter(), timing.mailWithin());
        List<Candidate> candidates = mails.candidates(now.minus(soonest));
        List<String> unwanted = candidates.stream()
                .filter(candidate -> !candidate.wanted())
                .map(Candidate::person)
                .toList();
        if (!unwanted.isEmpty()) {
            mails.forgo(unwanted);
        }
        List<String> due = candidates.stream()
                .filter(Candidate::wanted)
                .filter(candidate ->
                        candidate.times().isTime(candidate.waiting(), timing.mailAfter(), timing.mailWithin(), now))
                .map(Candidate::person)
                .toList();
        if (!due.isEmpty()) {
            List<UUID> ids = due.stream().map(person -> Ids.next()).toList();
            mails.compose(ids, due, base.host(), now);
        }
        return due.size();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}

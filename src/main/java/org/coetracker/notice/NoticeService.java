package org.coetracker.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.Ids;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.page.SortKey;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** The notices of whoever asks. What they may not see any more is left out, as if nobody had told them. */
@ApplicationScoped
class NoticeService {
    private final Pages pages;
    private final Notices notices;
    private final Rules rules;
    private final PublicUrl base;
    private final Clock clock;

    NoticeService(Pages pages, Notices notices, Rules rules, PublicUrl base, Clock clock) {
        this.pages = pages;
        this.notices = notices;
        this.rules = rules;
        this.base = base;
        this.clock = clock;
    }

    /** A page of the caller's notices, newest first unless asked otherwise. */
    @Transactional
    public Page<NoticeView> page(NoticeFilters filters, PageQuery query, Actor actor) {
        Violations violations = new Violations();
        Selection selection = filters.read(violations);
        PageRequest page = query.read(null, Sort.CREATED_AT, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Visibility visibility = Visibility.of(actor);
        selection
                .where("n.person = :person")
                // A comment is there for as long as its COE, whatever becomes of the action that it is about.
                .where("(n.actionId is null or n.type like 'comment.%'"
                        + " or exists (select 1 from Action a where a.id = n.actionId))")
                .ambient("person", actor.handle());
        String aboutNone = visibility.isLimited() ? "" : "n.coeId is null or ";
        visibility.limit(selection, "(" + aboutNone + "c.id is not null and " + visibility.ofCoes("c") + ")");
        Page<Notice> found = pages.fetch("n", "Notice n left join Coe c on c.id = n.coeId", "n.id", selection, page);
        Map<UUID, NoticeSubject> subjects =
                notices.subjects(found.items().stream().map(Notice::id).toList());
        // What was deleted between the two queries has nothing to be said about.
        return new Page<>(
                found.items().stream()
                        .filter(notice -> subjects.containsKey(notice.id()))
                        .map(notice -> NoticeView.of(notice, Objects.requireNonNull(subjects.get(notice.id())), base))
                        .toList(),
                found.nextCursor(),
                found.total());
    }

    /**
     * Marks a notice as read.
     *
     * @throws ProblemException 404 when the caller has no such notice
     */
    @Transactional
    public void read(String id, Actor actor) {
        boolean there = Ids.parse(id)
                .map(known -> notices.read(known, actor, clock.instant()))
                .orElse(false);
        if (!there) {
            throw ProblemException.notFound("notice " + id);
        }
    }

    /** Marks everything as read that was written up to a moment. */
    @Transactional
    public void readUpTo(ReadUpTo command, Actor actor) {
        Violations violations = new Violations();
        rules.check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        notices.readUpTo(command.upTo(), actor, clock.instant());
    }

    /** What lists of notices may be sorted by. */
    private enum Sort implements SortKey {
        CREATED_AT;

        @Override
        public String parameter() {
            return "createdAt";
        }

        @Override
        public String expression() {
            return "n.createdAt";
        }

        @Override
        public Class<?> type() {
            return Instant.class;
        }
    }
}

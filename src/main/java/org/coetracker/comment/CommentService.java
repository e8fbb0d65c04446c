package org.coetracker.comment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Involved;
import org.coetracker.access.Operation;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.CoeView;
import org.coetracker.event.Events;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.shared.Ids;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Writes, shows and resolves comments, for whoever is shown the COE that they are on. */
@ApplicationScoped
class CommentService {
    /** What is the thread's, and changes without this comment: who sends it back may have read it earlier. */
    private static final List<String> OF_THE_THREAD = List.of("pointer", "item", "about", "detached", "resolved");

    private static final Set<String> KEPT = Set.of(
            "id",
            "coe",
            "thread",
            "version",
            "author",
            "pointer",
            "item",
            "about",
            "detached",
            "mentions",
            "resolved",
            "resolvedBy",
            "resolvedAt",
            "edited",
            "editedAt",
            "deleted",
            "deletedBy",
            "deletedAt",
            "createdAt");

    private final CoeService coes;
    private final Comments comments;
    private final Mentions mentions;
    private final Pages pages;
    private final Amendments amendments;
    private final History history;
    private final Events events;
    private final Rules rules;
    private final Clock clock;

    CommentService(
            CoeService coes,
            Comments comments,
            Mentions mentions,
            Pages pages,
            Amendments amendments,
            History history,
            Events events,
            Rules rules,
            Clock clock) {
        this.coes = coes;
        this.comments = comments;
        this.mentions = mentions;
        this.pages = pages;
        this.amendments = amendments;
        this.history = history;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
    }

    /** A page of the comments on a COE, oldest first unless asked otherwise. */
    @Transactional
    public Page<CommentView> page(CoeRef ref, CommentFilters filters, PageQuery query, Actor actor) {
        CoeView coe = coes.read(ref, actor);
        Places places = new Places(coe);
        Violations violations = new Violations();
        Selection selection = filters.read(places, violations);
        PageRequest page = query.read(CommentSort.CREATED_AT, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        selection.where("c.coeId = :coe", "coe", coe.id());
        Page<Comment> found =
                pages.fetch("c", "Comment c join Comment t on t.id = c.threadId", "c.id", selection, page);
        Map<UUID, Comment> firsts = comments.firstsOf(found.items());
        return found.map(comment -> CommentView.of(comment, firsts.get(comment.threadId()), coe.ref(), places));
    }

    /** One comment. */
    @Transactional
    public CommentView read(CoeRef ref, String id, Actor actor) {
        CoeView coe = coes.read(ref, actor);
        Comment comment = comments.get(coe.id(), id);
        return CommentView.of(comment, comments.firstOf(comment), coe.ref(), new Places(coe));
    }

    /** Writes a comment. A reply to a resolved thread opens it again: it would be read by nobody else. */
    @Transactional
    public WrittenComment write(CoeRef ref, NewComment command, Actor actor) {
        CoeView coe = held(ref, Operation.ADD_COMMENT, actor);
        Places places = new Places(coe);
        Violations violations = new Violations();
        rules.check(command, violations);
        Comment first = null;
        Places.Place place = Places.Place.NONE;
        if (command.replyTo() != null) {
            first = comments.lockFirst(coe.id(), command.replyTo()).orElse(null);
            checkReply(command, first, coe, violations);
        } else if (!violations.covers("/pointer")) {
            place = place(command.pointer(), places, violations);
        }
        Mentions.Named named = named(command.text(), coe, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        Instant now = clock.instant();
        List<Change> changes = new ArrayList<>();
        Comment written;
        if (first == null) {
            written = Comment.begin(Ids.next(), coe.id(), place, actor.handle(), now);
            first = written;
            add(written, first, command.text(), named, coe, places, List.of(), actor, now, changes);
        } else {
            List<String> writers = comments.writersIn(first.id(), Comment.MOST_TOLD);
            boolean reopens = first.isResolved();
            if (reopens) {
                first.reopen();
            }
            written = reply(first, command.text(), named, coe, places, writers, actor, now, changes);
            if (reopens) {
                changes.add(CommentSnapshot.change(first, "reopened"));
            }
        }
        history.record(actor, now, changes);
        return new WrittenComment(CommentView.of(written, first, coe.ref(), places), notTold(written, named, actor));
    }

    /** Changes what a comment says; told are those only whom it did not mention before. */
    @Transactional
    public WrittenComment amend(CoeRef ref, String id, IfMatch expected, MergePatch patch, Actor actor) {
        CoeView coe = shown(ref, actor);
        Comment comment = locked(coe, id, Operation.AMEND_COMMENT, actor);
        expected.check(comment.version());
        comment.requireThere();
        Places places = new Places(coe);
        Comment first = comments.firstOf(comment);
        CommentView before = CommentView.of(comment, first, coe.ref(), places);
        OF_THE_THREAD.forEach(patch::take);
        Optional<CommentPatch> amended = amendments.apply(patch, before, KEPT, CommentPatch.class);
        if (amended.isEmpty()) {
            Mentions.Named still = named(comment.text(), coe, new Violations());
            return new WrittenComment(before, notTold(comment, still, actor));
        }
        String text = amended.get().text();
        Violations violations = new Violations();
        rules.check(amended.get(), violations);
        Mentions.Named named = named(text, coe, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        Instant now = clock.instant();
        List<String> toldBefore = comment.told();
        comment.edit(text, named, now);
        comments.flush();
        history.record(actor, now, CommentSnapshot.change(comment, "edited"));
        events.add(actor, now, CommentNews.edited(comment, first, coe, places, toldBefore));
        return new WrittenComment(CommentView.of(comment, first, coe.ref(), places), notTold(comment, named, actor));
    }

    /** Takes back what a comment says; what it said stays in the history. */
    @Transactional
    public void delete(CoeRef ref, String id, IfMatch expected, Actor actor) {
        Comment comment = locked(shown(ref, actor), id, Operation.DELETE_COMMENT, actor);
        expected.check(comment.version());
        Instant now = clock.instant();
        comment.delete(actor.handle(), now);
        comments.flush();
        history.record(actor, now, CommentSnapshot.change(comment, CommentSnapshot.REMOVED));
    }

    /** Resolves or reopens a thread at its first comment; what is said with it becomes a reply. */
    @Transactional
    public WrittenComment move(CoeRef ref, String id, IfMatch expected, ThreadMoves.Said command, Actor actor) {
        boolean resolving = command instanceof ThreadMoves.Resolve;
        CoeView coe = held(ref, resolving ? Operation.RESOLVE_COMMENT : Operation.REOPEN_COMMENT, actor);
        Comment first = comments.lock(coe.id(), id);
        expected.check(first.version());
        Places places = new Places(coe);
        Violations violations = new Violations();
        rules.check(command, violations);
        boolean speaks = command.comment() != null;
        Mentions.Named named = speaks ? mentions(command.comment(), coe, violations) : Mentions.Named.NOBODY;
        violations.orElseThrow(ErrorCode.INVALID);
        // Read before the move, so that both it and the reply are one new version.
        List<String> writers = speaks ? comments.writersIn(first.id(), Comment.MOST_TOLD) : List.of();
        Instant now = clock.instant();
        if (resolving) {
            first.resolve(actor.handle(), now);
        } else {
            first.reopen();
        }
        List<Change> changes = new ArrayList<>();
        Comment said =
                speaks ? reply(first, command.comment(), named, coe, places, writers, actor, now, changes) : first;
        comments.flush();
        changes.add(CommentSnapshot.change(first, resolving ? "resolved" : "reopened"));
        history.record(actor, now, changes);
        return new WrittenComment(CommentView.of(first, first, coe.ref(), places), notTold(said, named, actor));
    }

    private Comment reply(
            Comment first,
            String text,
            Mentions.Named named,
            CoeView coe,
            Places places,
            List<String> writersBefore,
            Actor actor,
            Instant now,
            List<Change> changes) {
        Comment reply = first.reply(Ids.next(), actor.handle(), now);
        add(reply, first, text, named, coe, places, writersBefore, actor, now, changes);
        return reply;
    }

    private void add(
            Comment comment,
            Comment first,
            String text,
            Mentions.Named named,
            CoeView coe,
            Places places,
            List<String> writersBefore,
            Actor actor,
            Instant now,
            List<Change> changes) {
        comment.say(text, named);
        comments.persistAndFlush(comment);
        changes.add(CommentSnapshot.change(comment, "commented"));
        events.add(actor, now, CommentNews.written(comment, first, coe, places, writersBefore));
    }

    /** The COE, which stays as long as the transaction goes on, for somebody who may do this. */
    private CoeView held(CoeRef ref, Operation operation, Actor actor) {
        CoeView coe = shown(ref, actor);
        AccessPolicy.require(actor, operation, Involved.team(coe.team()));
        return coe;
    }

    private CoeView shown(CoeRef ref, Actor actor) {
        CoeView coe = coes.read(ref, actor);
        if (!comments.hold(coe.id())) {
            throw ProblemException.notFound("COE " + ref.text());
        }
        return coe;
    }

    private Comment locked(CoeView coe, String id, Operation operation, Actor actor) {
        Comment comment = comments.lock(coe.id(), id);
        AccessPolicy.require(
                actor, operation, new Involved(List.of(comment.author()), List.of(), null, List.of(coe.team())));
        return comment;
    }

    private Mentions.Named named(String text, CoeView coe, Violations violations) {
        return text == null || violations.covers("/text")
                ? Mentions.Named.NOBODY
                : mentions.in(text, coe.id(), "/text", violations);
    }

    private Mentions.Named mentions(String text, CoeView coe, Violations violations) {
        return violations.covers("/comment")
                ? Mentions.Named.NOBODY
                : mentions.in(text, coe.id(), "/comment", violations);
    }

    private static void checkReply(NewComment command, Comment first, CoeView coe, Violations violations) {
        if (first == null) {
            violations.add("/replyTo", "unresolved_pointer", coe.ref() + " has no comment " + command.replyTo() + ".");
        }
        if (command.pointer() != null) {
            violations.add("/pointer", "not_in_a_reply", "A reply is about what its thread is about; leave this out.");
        }
    }

    private static Places.Place place(String pointer, Places places, Violations violations) {
        if (pointer != null && !Places.isPointer(pointer)) {
            violations.add("/pointer", "form", "This is " + Places.FORM);
            return Places.Place.NONE;
        }
        String asked = pointer == null ? "" : Places.asked(pointer);
        Optional<String> ambiguity = places.ambiguity(asked);
        if (ambiguity.isPresent()) {
            violations.add("/pointer", "ambiguous", ambiguity.get());
            return Places.Place.NONE;
        }
        return places.find(asked).orElseGet(() -> {
            violations.add("/pointer", "unresolved_pointer", "There is no such place. " + places.whatExists(asked));
            return Places.Place.NONE;
        });
    }

    /** Those whom a comment mentions now and who were never told: they may not see it, are off, or are too many. */
    private static List<String> notTold(Comment comment, Mentions.Named named, Actor actor) {
        return named.people().stream()
                .filter(one -> !one.equals(actor.handle()))
                .filter(one -> !named.toTell().contains(one) || !comment.told().contains(one))
                .toList();
    }
}

package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionView;
import org.coetracker.action.NewAction;
import org.coetracker.coe.CopyCoe.Part;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/**
 * Begins a COE with what an earlier one says that may hold for it too. What belongs to that one incident stays behind: its
 * times, its timeline, its impact, its evidence, its stories.
 */
@ApplicationScoped
class CoeCopies {
    private static final String RELATION = "similar";
    private static final int LONGEST_TITLE = 200;

    private final CoeService service;
    private final Coes coes;
    private final Directory directory;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    CoeCopies(CoeService service, Coes coes, Directory directory, Rules rules, History history, Clock clock) {
        this.service = service;
        this.coes = coes;
        this.directory = directory;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Files a draft of the caller's own, related to the one that it was taken from.
     *
     * @throws org.coetracker.shared.problem.ProblemException 403 for who may not share a restricted one, and would have
     *     another team see what it says, or take more than its frame along
     */
    @Transactional
    public CoeView copy(CoeRef ref, CopyCoe command, Actor actor) {
        CoeView original = service.readTo(ref, Operation.COPY_COE, actor);
        Violations violations = new Violations();
        rules.check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        boolean restricted = original.confidentiality() == Confidentiality.RESTRICTED;
        boolean elsewhere = command.team() != null && !command.team().equals(original.team());
        if (restricted && (elsewhere || !command.parts().isEmpty())) {
            AccessPolicy.require(
                    actor, Operation.SHARE_COE, coes.get(ref, actor).involved());
        }
        CoeView copy = service.file(copyOf(original, command, actor), "Copied from " + original.ref() + ".", actor);
        if (restricted) {
            record(original, command, actor);
        }
        return copy;
    }

    /**
     * Where what is restricted went is in its own history. The copy's ref is not: who sees the one need not see the other.
     * The history of the copy names this one, and both entries have the same request.
     */
    private void record(CoeView original, CopyCoe command, Actor actor) {
        String parts = command.parts().stream()
                .sorted()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String team = command.team() == null ? original.team() : command.team();
        history.record(
                actor,
                clock.instant(),
                new Change(
                        AuditKind.COE.word(),
                        original.id().toString(),
                        original.id(),
                        original.version(),
                        "copied",
                        "For the team " + team + ", with " + (parts.isEmpty() ? "the frame alone" : parts) + ".",
                        null));
    }

    private NewCoe copyOf(CoeView original, CopyCoe command, Actor actor) {
        Set<Part> parts = command.parts();
        boolean restricted = original.confidentiality() == Confidentiality.RESTRICTED;
        // Who has left since is not asked again; nobody reviews what is their own.
        List<String> people = new ArrayList<>(original.reviewers());
        people.addAll(original.visibleTo());
        Directory.Found found = directory.find(people, original.reviewTeams());
        return new NewCoe(
                original.kind(),
                original.severity(),
                original.confidentiality(),
                command.title() == null ? title(original) : command.title(),
                null,
                command.team() == null ? original.team() : command.team(),
                actor.handle(),
                original.reviewers().stream()
                        .filter(handle -> Boolean.TRUE.equals(found.people().get(handle)))
                        .filter(handle -> !handle.equals(actor.handle()))
                        .toList(),
                original.reviewTeams().stream()
                        .filter(handle -> Boolean.TRUE.equals(found.teams().get(handle)))
                        .toList(),
                original.visibleTo().stream()
                        .filter(handle ->
                                restricted && Boolean.TRUE.equals(found.people().get(handle)))
                        .toList(),
                original.services(),
                original.regions(),
                original.tags(),
                null,
                null,
                null,
                parts.contains(Part.CAUSES) ? causes(original) : null,
                null,
                parts.contains(Part.IMPLICATIONS) ? implications(original) : null,
                parts.contains(Part.LESSONS) ? lessons(original) : null,
                parts.contains(Part.ACTIONS) ? actions(original, parts.contains(Part.CAUSES)) : null,
                List.of(new RelatedItem(RelatedItem.Kind.COE, original.ref(), RELATION, false)),
                null);
    }

    private static String title(CoeView original) {
        String title = "Similar to " + original.ref() + ": " + original.title();
        if (title.length() <= LONGEST_TITLE) {
            return title;
        }
        int end = LONGEST_TITLE - 1;
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static RootCause causes(CoeView original) {
        return new RootCause(
                null,
                JsonText.read(original.rootCause(), RootCause.class).causes().stream()
                        .map(cause -> new RootCause.Cause(
                                cause.id(), cause.kind(), cause.category(), cause.text(), List.of(), cause.becauseOf()))
                        .toList());
    }

    private static CriticalImplications implications(CoeView original) {
        return new CriticalImplications(
                SecurityExposure.UNANSWERED,
                JsonText.read(original.criticalImplications(), CriticalImplications.class)
                        .items());
    }

    private static Lessons lessons(CoeView original) {
        return new Lessons(JsonText.read(original.lessons(), Lessons.class).items().stream()
                .filter(lesson -> Objects.requireNonNullElse(lesson.checklistQuestion(), "")
                                .strip()
                                .length()
                        > 0)
                .map(lesson -> new Lessons.Lesson(null, lesson.kind(), lesson.text(), lesson.checklistQuestion()))
                .toList());
    }

    private static List<NewAction> actions(CoeView original, boolean withCauses) {
        return original.correctiveActions().stream()
                .map(action -> proposal(action, withCauses))
                .toList();
    }

    private static NewAction proposal(ActionView action, boolean withCauses) {
        return new NewAction(
                action.title(),
                action.description(),
                action.type(),
                action.priority(),
                ActionState.PROPOSED,
                null,
                null,
                null,
                withCauses ? action.causes() : List.of(),
                null,
                null,
                null,
                null);
    }
}

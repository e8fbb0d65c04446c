package org.coetracker.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.access.Role;
import org.coetracker.access.SightChanged;
import org.coetracker.coe.ReviewBoard;
import org.coetracker.coe.ReviewState;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.policy.Policies;
import org.coetracker.policy.ReviewPolicy;
import org.coetracker.policy.Severity;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** Says who is asked to approve COEs, and takes their approvals. */
@ApplicationScoped
class Board implements ReviewBoard {
    private final Rounds rounds;
    private final ShownRounds shown;
    private final SignOffs signOffs;
    private final RoundKeeper keeper;
    private final Policies policies;
    private final Directory directory;
    private final History history;
    private final Event<SightChanged> sight;

    Board(
            Rounds rounds,
            ShownRounds shown,
            SignOffs signOffs,
            RoundKeeper keeper,
            Policies policies,
            Directory directory,
            History history,
            Event<SightChanged> sight) {
        this.rounds = rounds;
        this.shown = shown;
        this.signOffs = signOffs;
        this.keeper = keeper;
        this.policies = policies;
        this.directory = directory;
        this.history = history;
        this.sight = sight;
    }

    @Override
    public ReviewState of(UUID coe) {
        return shown.state(coe);
    }

    @Override
    public Defaults byDefault(Severity severity, List<String> authors, boolean restricted) {
        ReviewPolicy policy = policies.review();
        List<String> people = policy.defaultReviewers().get(severity);
        List<String> teams = policy.defaultReviewTeams().get(severity);
        if (people.isEmpty() && teams.isEmpty()) {
            return new Defaults(List.of(), List.of());
        }
        Directory.Found found = directory.find(people, teams);
        if (restricted) {
            // They see it from now on.
            sight.fire(new SightChanged());
        }
        return new Defaults(there(people, found.people(), authors), there(teams, found.teams(), List.of()));
    }

    @Override
    public List<String> able(List<String> people, List<String> authors) {
        return people.isEmpty() ? people : there(people, rounds.able(people), authors);
    }

    @Override
    public List<String> active(List<String> teams) {
        return teams.isEmpty()
                ? teams
                : there(teams, directory.find(List.of(), teams).teams(), List.of());
    }

    @Override
    public Defaults defaulted(UUID coe) {
        return rounds.defaulted(coe);
    }

    @Override
    public void noteDefaulted(UUID coe, Defaults defaulted) {
        if (!defaulted.people().isEmpty() || !defaulted.teams().isEmpty()) {
            Defaults before = rounds.defaulted(coe);
            rounds.noteDefaulted(
                    coe,
                    new Defaults(both(before.people(), defaulted.people()), both(before.teams(), defaulted.teams())));
        }
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    @Override
    public String substance(UUID coe) {
        return rounds.substance(coe);
    }

    @Override
    public boolean isSignOffAsked(UUID coe) {
        return signOffs.isAsked(coe);
    }

    @Override
    public boolean signOff(InReview coe, List<String> authors, String comment, Actor actor, Instant now) {
        if (!signOffs.isAsked(coe.id())) {
            return false;
        }
        AccessPolicy.requireNoAuthor(actor, Operation.APPROVE_COE, authors);
        if (!actor.roles().contains(Role.SECURITY_REVIEWER)) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "What was found to be exposed after the approval of " + coe.ref()
                            + " is for a security reviewer to sign off.");
        }
        signOffs.give(coe.id(), actor, now);
        history.record(actor, now, inHistory(coe, "sign_off_given", comment));
        return true;
    }

    /** What leaves the record itself alone. */
    private static Change inHistory(InReview coe, String change, String comment) {
        return new Change(AuditKind.COE.word(), coe.id().toString(), coe.id(), coe.version(), change, comment, null);
    }

    private static List<String> there(List<String> handles, Map<String, Boolean> active, List<String> butNot) {
        return handles.stream()
                .distinct()
                .filter(handle -> active.getOrDefault(handle, false) && !butNot.contains(handle))
                .toList();
    }

    @Override
    public boolean approve(InReview coe, String comment, Actor actor, Instant now) {
        keeper.requireRound(coe.id());
        keeper.outdate(coe.id(), actor, now);
        List<Asked> before = rounds.asked(coe.id());
        boolean manages = actor.answersFor(coe.team());
        // Those who were waited for are not there any more: whoever answers for the team ends it.
        boolean onlyToEnd = before.stream().noneMatch(Asked::open);
        Optional<String> said = rounds.said(coe.id(), actor.handle());
        if (said.isPresent()) {
            requireSame(coe, said.get(), comment);
            rounds.renew(coe.id(), actor, manages);
            return onlyToEnd ? manages : isComplete(coe);
        }
        if (before.stream().noneMatch(asked -> asked.isFor(actor, manages)) && !(onlyToEnd && manages)) {
            throw notAsked(coe, before);
        }
        rounds.approve(coe, comment, actor, manages, now);
        if (isComplete(coe)) {
            return true;
        }
        history.record(actor, now, inHistory(coe, "approval_given", comment));
        keeper.askMore(coe.id(), coe.team(), actor, now);
        return false;
    }

    private boolean isComplete(InReview coe) {
        return rounds.asked(coe.id()).stream().noneMatch(Asked::open);
    }

    /** What was said once stays: to say something else is not to approve. */
    private static void requireSame(InReview coe, String before, String comment) {
        if (comment != null && !comment.isEmpty() && !comment.equals(before)) {
            throw ProblemException.of(
                    ErrorCode.ALREADY_EXISTS,
                    "You have approved " + coe.ref() + " already, with another comment, which stays as it is.");
        }
    }

    private static ProblemException notAsked(InReview coe, List<Asked> asked) {
        String who = asked.stream().map(Asked::words).distinct().collect(Collectors.joining(", "));
        return ProblemException.of(
                ErrorCode.FORBIDDEN,
                "You are not asked to approve " + coe.ref() + "; it is for these to do: " + who
                        + ". Whoever may hand the COE over names others.");
    }
}

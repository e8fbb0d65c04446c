package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.coetracker.access.Involved;
import org.coetracker.action.ActionState.Move;
import org.coetracker.people.Team;
import org.coetracker.policy.DueDate;
import org.coetracker.policy.Priority;
import org.coetracker.policy.Severity;
import org.coetracker.policy.VerificationPolicy;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A commitment to change something. It guards its own transitions against {@link ActionState.Move}, and it is owed the
 * day after its due date just as well as the day before: being overdue is derived at each read.
 */
@Entity
@DynamicUpdate
public class Action {
    @Id
    private UUID id;

    @Column(name = "coe_id")
    private UUID coeId;

    @Column(name = "coe_number")
    private long coeNumber;

    private int number;

    @Version
    private int version;

    private String title;
    private String description;
    private ActionType type;
    private Priority priority;
    private ActionState state;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "team")
    private Team team;

    private String owner;

    @Embedded
    private Schedule schedule;

    private List<String> causes;

    @Embedded
    private Tracker tracker;

    private Severity severity;
    private boolean withdrawn;
    private boolean restricted;

    @Column(name = "flagged_at")
    private Instant flaggedAt;

    @Embedded
    private Check check;

    @Embedded
    private Refusal refusal;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Action() {}

    /**
     * Files an action in the state that it is in already. The command's rules have been checked.
     *
     * @param derived by when it is due when it is owed and the command does not say; else null
     */
    static Action file(
            Parent coe, UUID id, int number, NewAction command, Team team, DueDate derived, String by, Instant now) {
        Action action = new Action();
        action.id = id;
        action.coeId = coe.id();
        action.coeNumber = coe.number();
        action.number = number;
        action.version = 1;
        action.severity = coe.severity();
        action.restricted = coe.restricted();
        action.state = command.state();
        action.check = new Check();
        action.schedule = Schedule.planned(command.dueOn(), team.today(now));
        action.createdBy = by;
        action.createdAt = now;
        action.describe(command, team, now);
        if (derived != null) {
            action.schedule.dueBy(derived);
        }
        if (action.state == ActionState.DONE) {
            action.check.completed(Completion.filed(command.completion(), by, now));
        }
        if (action.state == ActionState.REFUSED) {
            action.refusal = Refusal.filed(command.refusal(), now);
        }
        return action;
    }

    /** The facts about its COE that an action is filed with. */
    public record Parent(UUID id, long number, Severity severity, boolean restricted, String team) {}

    /** Changes what an action says; its state and due date have moves of their own. */
    void describe(NewAction command, Team newTeam, Instant now) {
        title = command.title();
        description = command.description();
        type = command.type();
        priority = command.priority();
        team = newTeam;
        owner = command.owner();
        causes = command.causes();
        tracker = command.tracker();
        check.plan(Verification.planned(command.verification()), state == ActionState.VERIFIED);
        updatedAt = now;
    }

    /**
     * Somebody takes it on.
     *
     * @param derived by when it is due when neither the action nor whoever takes it on says it; else null
     */
    void commit(String newOwner, LocalDate newDueOn, DueDate derived, Instant now) {
        move(Move.COMMIT, ActionState.COMMITTED, now);
        owner = newOwner;
        schedule.promised(newDueOn, derived, team.today(now));
    }

    void start(Instant now) {
        move(Move.START, ActionState.IN_PROGRESS, now);
    }

    void complete(String evidence, String by, VerificationPolicy policy, Instant now) {
        move(Move.COMPLETE, ActionState.DONE, now);
        check.completed(new Completion(now, by, evidence));
        flaggedAt = null;
        planCheck(policy);
    }

    /** Sets the day by which a done action has to be checked, from the end of its observation. */
    void planCheck(VerificationPolicy policy) {
        if (state == ActionState.DONE && check.fallDue(policy, team)) {
            flaggedAt = null;
        }
    }

    /** The same where the observation was changed: a later day than until now is counted. */
    void planCheckAnew(VerificationPolicy policy) {
        if (isPutOffBy(check.observeUntil(), policy)) {
            check.countPutOff();
        }
        planCheck(policy);
    }

    /** Whether another end of the observation moves the check of a done action to a later day. */
    boolean isPutOffBy(LocalDate observeUntil, VerificationPolicy policy) {
        return state == ActionState.DONE && check.isPutOffBy(observeUntil, policy, team);
    }

    /**
     * Lets another observation through, unless the day of the check has passed: what comes of that is decided.
     *
     * @throws ProblemException 409 that names the decision
     */
    void requireMayObserveAnew(Instant now) {
        if (state == ActionState.DONE && (flaggedAt != null || check.isLate(today(now)))) {
            throw check.late(ref());
        }
    }

    /** It is to be checked by another day, and by somebody else where one is named. */
    void postponeCheck(LocalDate newVerifyBy, String newVerifier, Instant now) {
        state.require(Move.VERIFY, ref());
        requireNotWithdrawn();
        if (newVerifier != null) {
            check.handTo(newVerifier);
        }
        if (check.moveTo(newVerifyBy)) {
            flaggedAt = null;
        }
        check.countPutOff();
        updatedAt = now;
    }

    /** The check was made; when it failed, the action is owed again by a new day. */
    void verify(Moves.Verify made, String by, Instant now) {
        state.require(Move.VERIFY, ref());
        if (by.equals(owner)) {
            throw ProblemException.of(
                    ErrorCode.INVALID, "The owner cannot verify their own action; ask somebody else to check it.");
        }
        boolean worked = made.outcome() == Verification.Outcome.WORKED;
        if (worked && !check.isObserved(today(now))) {
            throw check.stillObserved(ref());
        }
        move(Move.VERIFY, worked ? ActionState.VERIFIED : ActionState.IN_PROGRESS, now);
        check.made(by, made.outcome(), made.evidence(), now);
        flaggedAt = null;
        if (!worked) {
            check.notCompleted();
            changeDueDate(made.dueOn(), "Verification failed: " + made.evidence(), by, now);
        }
    }

    void refuse(Moves.Refuse command, Instant now) {
        move(Move.REFUSE, ActionState.REFUSED, now);
        refusal = Refusal.of(command, now);
        flaggedAt = null;
    }

    /** The risk is still taken, until a later day. */
    void refuseAgain(Moves.Refuse command, Instant now) {
        requireRefused();
        requireNotWithdrawn();
        refusal = Refusal.of(command, now);
        flaggedAt = null;
        updatedAt = now;
    }

    private void requireRefused() {
        if (state != ActionState.REFUSED) {
            throw ProblemException.illegalMove(
                    ref() + " is " + state.word() + ", so no risk is taken that could be taken for longer.",
                    state.word(),
                    state.openMoves());
        }
    }

    void reopen(Moves.Reopen command, String by, Instant now) {
        move(Move.REOPEN, ActionState.IN_PROGRESS, now);
        refusal = null;
        check.toBeMade();
        changeDueDate(command.dueOn(), command.reason(), by, now);
    }

    void reDate(LocalDate newDueOn, String reason, String by, Instant now) {
        move(Move.RE_DATE, state, now);
        changeDueDate(newDueOn, reason, by, now);
    }

    /** Sets the due date to one that a person chose. */
    void plan(LocalDate newDueOn) {
        schedule.plan(newDueOn);
    }

    void assign(String newOwner) {
        owner = newOwner;
    }

    void reword(String newTitle, String newDescription) {
        title = newTitle;
        description = newDescription == null ? description : newDescription;
    }

    private void move(Move move, ActionState to, Instant now) {
        state.require(move, ref());
        requireNotWithdrawn();
        state = to;
        updatedAt = now;
    }

    /**
     * Lets a change through whose COE is gone on with.
     *
     * @throws ProblemException 409 otherwise
     */
    void requireNotWithdrawn() {
        if (withdrawn) {
            throw ProblemException.illegalMove(
                    "COE-" + coeNumber + " is withdrawn, so nothing is owed for it.", "withdrawn", List.of());
        }
    }

    /** Moves the due date that a rule gave to the one that it gives now. Nobody asked for more time, so it is not counted. */
    void apply(DueDate derived, String reason, String by, Instant now) {
        move(Move.RE_DATE, state, now);
        schedule.apply(derived, reason, by, team.today(now), now);
        flaggedAt = null;
    }

    private void changeDueDate(LocalDate to, String reason, String by, Instant now) {
        schedule.move(to, reason, by, team.today(now), now);
        flaggedAt = null;
    }

    /** Whether somebody owes it. */
    public boolean isOwed() {
        return ActionState.OWED.contains(state) && !withdrawn;
    }

    /** Days since the due date in the team's time zone, when it is owed and the due date is past; else 0. */
    long daysOverdue(Instant now) {
        return isOwed() ? Math.max(0, ChronoUnit.DAYS.between(schedule.dueOn(), team.today(now))) : 0;
    }

    /** The day that it is for the action's team. */
    public LocalDate today(Instant now) {
        return team.today(now);
    }

    /** {@code COE-42-A3}. */
    public String ref() {
        return "COE-" + coeNumber + "-A" + number;
    }

    public UUID id() {
        return id;
    }

    /** Who has to do with it, beside those who have to do with its COE. */
    public Involved involved() {
        return new Involved(
                owner == null ? List.of() : List.of(owner), List.of(), check.verifier(), List.of(team.handle()));
    }

    public UUID coeId() {
        return coeId;
    }

    public String coeRef() {
        return "COE-" + coeNumber;
    }

    public int version() {
        return version;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public ActionType type() {
        return type;
    }

    public Priority priority() {
        return priority;
    }

    Severity severity() {
        return severity;
    }

    public ActionState state() {
        return state;
    }

    public String team() {
        return team.handle();
    }

    public String owner() {
        return owner;
    }

    public LocalDate dueOn() {
        return schedule.dueOn();
    }

    /** By when it is due, and was. */
    Schedule schedule() {
        return schedule;
    }

    /** The day from which the rule counted that gave the due date. */
    LocalDate dueFrom() {
        return schedule.from() == null ? team.today(createdAt) : schedule.from();
    }

    public List<String> causes() {
        return causes;
    }

    Tracker tracker() {
        return tracker;
    }

    /** How it is shown that it works. */
    Check check() {
        return check;
    }

    public Instant flaggedAt() {
        return flaggedAt;
    }

    /** The team above the action's own on the ladder; null at its top. */
    String parentTeam() {
        return team.parent();
    }

    Refusal refusal() {
        return refusal;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /** Whether the due date may be changed by writing it into the action, before anybody committed to it. */
    boolean isPlanned() {
        return state == ActionState.PROPOSED;
    }

    boolean hasDueDate(LocalDate day) {
        return Objects.equals(schedule.dueOn(), day);
    }
}

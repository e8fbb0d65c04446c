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
            NewAction.FiledCompletion completion = command.completion();
            Instant at = completion == null || completion.completedAt() == null ? now : completion.completedAt();
            action.check.completed(new Completion(at, by, completion == null ? null : completion.evidence()));
        }
        if (action.state == ActionState.REFUSED) {
            NewAction.FiledRefusal refusal = command.refusal();
            action.refusal = new Refusal(refusal.reason(), refusal.approver(), refusal.lookAgainOn(), now);
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
        NewAction.VerificationPlan plan = command.verification();
        Verification planned =
                plan == null ? null : Verification.planned(plan.criterion(), plan.observeUntil(), plan.verifier());
        check.plan(planned, state == ActionState.VERIFIED);
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
        if (state == ActionState.DONE) {
            checkBy(check.plannedBy(check.observeUntil(), policy, team));
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
        return state == ActionState.DONE
                && check.by() != null
                && check.plannedBy(observeUntil, policy, team).isAfter(check.by());
    }

    /**
     * Lets another observation through, unless the day of the check has passed: what comes of that is decided.
     *
     * @throws ProblemException 409 that names the decision
     */
    void requireMayObserveAnew(Instant now) {
        boolean late = flaggedAt != null || check.by() != null && check.by().isBefore(today(now));
        if (state == ActionState.DONE && late) {
            throw ProblemException.illegalMove(
                    ref() + " was to be checked by " + check.by()
                            + ". Another day is for a manager to give: by the decision"
                            + " re_date on its overdue review.",
                    "done",
                    List.of("verify"));
        }
    }

    /** It is to be checked by another day, and by somebody else where one is named. */
    void postponeCheck(LocalDate newVerifyBy, String newVerifier, Instant now) {
        state.require(Move.VERIFY, ref());
        requireNotWithdrawn();
        if (newVerifier != null) {
            check.handTo(newVerifier);
        }
        checkBy(newVerifyBy);
        check.countPutOff();
        updatedAt = now;
    }

    private void checkBy(LocalDate day) {
        if (!Objects.equals(check.by(), day)) {
            check.moveTo(day);
            flaggedAt = null;
        }
    }

    /** The check was made; when it failed, the action is owed again by a new day. */
    void verify(Moves.Verify made, String by, Instant now) {
        state.require(Move.VERIFY, ref());
        if (by.equals(owner)) {
            throw ProblemException.of(
                    ErrorCode.INVALID, "The owner cannot verify their own action; ask somebody else to check it.");
        }
        boolean worked = made.outcome() == Verification.Outcome.WORKED;
        if (worked && !isObserved(now)) {
            throw ProblemException.illegalMove(
                    "The observation of " + ref() + " runs until " + check.observeUntil()
                            + "; that it worked can be recorded from then on.",
                    "done",
                    List.of("verify"));
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
        refusal = new Refusal(command.reason(), command.approver(), command.lookAgainOn(), now);
        flaggedAt = null;
    }

    /** The risk is still taken, until a later day. */
    void refuseAgain(Moves.Refuse command, Instant now) {
        requireRefused();
        requireNotWithdrawn();
        refusal = new Refusal(command.reason(), command.approver(), command.lookAgainOn(), now);
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

    /** The due date before its last change. */
    LocalDate dueOnBefore() {
        return schedule.before();
    }

    /** Whether a done action was watched for as long as was planned. */
    boolean isObserved(Instant now) {
        LocalDate until = check.observeUntil();
        return until == null || !team.today(now).isBefore(until);
    }

    String dueRule() {
        return schedule.rule();
    }

    /** The day from which the rule counted that gave the due date. */
    LocalDate dueFrom() {
        return schedule.from() == null ? team.today(createdAt) : schedule.from();
    }

    String dueDateChanges() {
        return schedule.changes();
    }

    int reDateCount() {
        return schedule.reDateCount();
    }

    public List<String> causes() {
        return causes;
    }

    Tracker tracker() {
        return tracker;
    }

    public Instant flaggedAt() {
        return flaggedAt;
    }

    Completion completion() {
        return check.completion();
    }

    Verification verification() {
        return check.verification();
    }

    LocalDate verifyBy() {
        return check.by();
    }

    int checksPutOff() {
        return check.putOff();
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

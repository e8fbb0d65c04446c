package org.coetracker.coe;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coetracker.access.Involved;
import org.coetracker.action.Action;
import org.coetracker.coe.Status.Move;
import org.coetracker.policy.Severity;
import org.hibernate.annotations.DynamicUpdate;

/** One Correction of Error: what happened, why, and what will be changed. It guards its own lifecycle. */
@Entity
@DynamicUpdate
public class Coe {
    @Id
    private UUID id;

    private long number;

    @Version
    private int version;

    private Status status;
    private Kind kind;
    private Severity severity;
    private Confidentiality confidentiality;
    private String title;
    private String summary;
    private String team;
    private String owner;
    private List<String> reviewers;

    @Column(name = "review_teams")
    private List<String> reviewTeams;

    @Column(name = "former_owners")
    private List<String> formerOwners = List.of();

    @Column(name = "visible_to")
    private List<String> visibleTo;

    private List<String> services;
    private List<String> regions;
    private List<String> tags;

    @Embedded
    private IncidentTimes incident;

    @Embedded
    private AnswerTexts answers;

    private String template;

    /** The number of the last action that was filed, deleted ones included; advanced by {@link Coes} alone. */
    @Column(name = "last_action_number", updatable = false)
    private int lastActionNumber;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "submitted_at")
    private Instant submittedAt;

    @Column(name = "approved_at")
    private Instant approvedAt;

    @Column(name = "closed_at")
    private Instant closedAt;

    /** For Hibernate. */
    protected Coe() {}

    /** Files a draft. The command's rules have been checked. */
    static Coe file(UUID id, long number, NewCoe command, String by, Instant now) {
        Coe coe = new Coe();
        coe.id = id;
        coe.number = number;
        coe.version = 1;
        coe.status = Status.DRAFT;
        coe.lastActionNumber = command.correctiveActions().size();
        coe.createdBy = by;
        coe.createdAt = now;
        coe.write(command, Set.of(), by, now);
        return coe;
    }

    /** Writes the record anew; its actions and its lifecycle have ways of their own. */
    void amend(NewCoe command, Instant now) {
        write(command, answers.ids(), createdBy, now);
    }

    private void write(NewCoe command, Set<String> takenIds, String defaultOwner, Instant now) {
        kind = command.kind();
        severity = command.severity();
        confidentiality = command.restricts() ? Confidentiality.RESTRICTED : command.confidentiality();
        title = command.title();
        summary = command.summary();
        team = command.team();
        String before = owner;
        owner = command.owner() == null ? defaultOwner : command.owner();
        if (before != null && !before.equals(owner) && !formerOwners.contains(before)) {
            formerOwners =
                    Stream.concat(formerOwners.stream(), Stream.of(before)).toList();
        }
        reviewers = command.reviewers();
        reviewTeams = command.reviewTeams();
        visibleTo = command.visibleTo();
        services = command.services();
        regions = command.regions();
        tags = command.tags();
        incident = command.incident();
        answers = AnswerTexts.of(command, takenIds);
        template = command.template();
        updatedAt = now;
    }

    /** Asks these to review it as well. */
    void ask(ReviewBoard.Defaults more) {
        reviewers = Stream.concat(reviewers.stream(), more.people().stream()).toList();
        reviewTeams = Stream.concat(reviewTeams.stream(), more.teams().stream()).toList();
    }

    /** Makes a move of the lifecycle. */
    void move(Move move, Instant now) {
        status = status.after(move, ref());
        updatedAt = now;
        switch (move) {
            case SUBMIT -> submittedAt = now;
            case APPROVE -> approvedAt = now;
            case CLOSE -> closedAt = now;
            case REOPEN -> closedAt = null;
            case REQUEST_CHANGES, WITHDRAW -> {}
        }
    }

    /** What an action is filed with. */
    Action.Parent asParent() {
        return new Action.Parent(id, number, severity, isRestricted(), team);
    }

    /** Who has to do with it. */
    Involved involved() {
        return new Involved(List.of(owner), reviewers, null, List.of(team), reviewTeams, answers.isExposed());
    }

    /** The same, when only these of its review teams are there. */
    Involved involved(List<String> activeTeams) {
        return new Involved(List.of(owner), reviewers, null, List.of(team), activeTeams, answers.isExposed());
    }

    /** Whether not everybody may see it. */
    boolean isRestricted() {
        return confidentiality == Confidentiality.RESTRICTED;
    }

    /** {@code COE-42}. */
    public String ref() {
        return "COE-" + number;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    Status status() {
        return status;
    }

    Kind kind() {
        return kind;
    }

    Severity severity() {
        return severity;
    }

    Confidentiality confidentiality() {
        return confidentiality;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    String team() {
        return team;
    }

    /** Whose it is. */
    public String owner() {
        return owner;
    }

    List<String> reviewers() {
        return reviewers;
    }

    List<String> reviewTeams() {
        return reviewTeams;
    }

    /** Those who cannot approve it: who owns it, owned it before, or filed it. */
    List<String> authors() {
        return Stream.concat(Stream.of(owner, createdBy), formerOwners.stream())
                .distinct()
                .toList();
    }

    List<String> visibleTo() {
        return visibleTo;
    }

    List<String> services() {
        return services;
    }

    List<String> regions() {
        return regions;
    }

    List<String> tags() {
        return tags;
    }

    IncidentTimes incident() {
        return incident == null ? IncidentTimes.UNKNOWN : incident;
    }

    AnswerTexts answers() {
        return answers;
    }

    /** What it began with; null when there was no template for it. */
    String template() {
        return template;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    Instant approvedAt() {
        return approvedAt;
    }

    Instant closedAt() {
        return closedAt;
    }
}

package org.coetracker.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Owns COEs and actions; its parent is the next step of the escalation ladder. */
@Entity
public class Team {
    @Id
    private String handle;

    private String name;

    @Column(name = "time_zone")
    private String timeZone;

    private String parent;
    private List<String> members;
    private List<String> managers;
    private boolean active;

    @Version
    private int version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Team() {}

    /** Sets a team up. The command's rules have been checked. */
    static Team setUp(NewTeam command, Instant now) {
        Team team = new Team();
        team.handle = command.handle();
        team.version = 1;
        team.createdAt = now;
        team.write(command, now);
        return team;
    }

    /** Writes anew what is known of it; the handle stays. */
    void describe(NewTeam command, Instant now) {
        write(command, now);
    }

    /** Gives somebody a place in it, or takes it from them. */
    void place(String person, boolean asManager, boolean in, Instant now) {
        List<String> handles = new ArrayList<>(asManager ? managers : members);
        handles.remove(person);
        if (in) {
            handles.add(person);
        }
        if (asManager) {
            managers = handles;
        } else {
            members = handles;
        }
        updatedAt = now;
    }

    /** Whether somebody has a place in it. */
    boolean has(String person, boolean asManager) {
        return (asManager ? managers : members).contains(person);
    }

    private void write(NewTeam command, Instant now) {
        name = command.name();
        timeZone = command.timeZone();
        parent = command.parent();
        members = command.members();
        managers = command.managers();
        active = command.active() == null || command.active();
        updatedAt = now;
    }

    /** The name by which it is referred to. */
    public String handle() {
        return handle;
    }

    /** The day that it is for this team. */
    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneId.of(timeZone));
    }

    String name() {
        return name;
    }

    String timeZone() {
        return timeZone;
    }

    /** The next step of the escalation ladder; null at its top. */
    public String parent() {
        return parent;
    }

    List<String> members() {
        return members;
    }

    List<String> managers() {
        return managers;
    }

    boolean isActive() {
        return active;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}

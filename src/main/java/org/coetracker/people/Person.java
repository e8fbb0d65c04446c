package org.coetracker.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Role;

/** Somebody who files, owns, reviews or decides. Switched off when they leave, never deleted. */
@Entity
class Person {
    @Id
    private String handle;

    private String name;
    private String email;

    @Column(name = "time_zone")
    private String timeZone;

    private List<String> roles;
    private boolean active;

    @Version
    private int version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Person() {}

    /** Registers somebody. The command's rules have been checked. */
    static Person register(NewPerson command, Instant now) {
        Person person = new Person();
        person.handle = command.handle();
        person.version = 1;
        person.createdAt = now;
        person.write(command, now);
        return person;
    }

    /** Writes anew what is known of them; the handle stays. */
    void describe(NewPerson command, Instant now) {
        write(command, now);
    }

    /** Gives them other roles; at least one. */
    void give(List<Role> given, Instant now) {
        roles = Role.words(given);
        updatedAt = now;
    }

    private void write(NewPerson command, Instant now) {
        name = command.name();
        email = command.email();
        timeZone = command.timeZone();
        roles = command.roles() == null ? List.of(Role.AUTHOR.word()) : Role.words(command.roles());
        active = command.active() == null || command.active();
        updatedAt = now;
    }

    String handle() {
        return handle;
    }

    String name() {
        return name;
    }

    String email() {
        return email;
    }

    String timeZone() {
        return timeZone;
    }

    List<Role> roles() {
        return roles.stream().map(Role::of).toList();
    }

    boolean isActive() {
        return active;
    }

    /** Whether they can look after people and teams. */
    boolean isActiveAdmin() {
        return active && roles.contains(Role.ADMIN.word());
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

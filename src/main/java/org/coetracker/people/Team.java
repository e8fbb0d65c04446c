package org.coetracker.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

    /** The name by which it is referred to. */
    public String handle() {
        return handle;
    }

    /** The day that it is for this team. */
    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneId.of(timeZone));
    }
}

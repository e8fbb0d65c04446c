package org.coetracker.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;

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
}

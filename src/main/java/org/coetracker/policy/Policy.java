package org.coetracker.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.coetracker.shared.json.JsonText;
import org.hibernate.annotations.ColumnTransformer;

/** A rule of the whole service that administrators change; what it was before is in the history. */
@Entity
class Policy {
    @Id
    private String name;

    @Version
    private int version;

    @Column(columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String value;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Policy() {}

    /** Says from now on what the document says. Its rules have been checked. */
    void say(PolicyDocument document, Instant now) {
        value = JsonText.write(document);
        updatedAt = now;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    PolicyDocument document() {
        return JsonText.read(value, PolicyName.of(name).type());
    }

    Instant updatedAt() {
        return updatedAt;
    }
}

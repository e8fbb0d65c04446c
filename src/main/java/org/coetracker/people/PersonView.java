package org.coetracker.people;

import java.time.Instant;
import java.util.List;
import org.coetracker.access.Role;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person as they are shown.
 *
 * @param handle the name by which they are referred to
 * @param name their name
 * @param email where mail reaches them
 * @param timeZone an IANA name
 * @param roles what they may do
 * @param active false when they have left
 * @param version rises with each change
 * @param createdAt when they were registered
 * @param updatedAt when this was last changed
 */
@Schema(name = "Person")
public record PersonView(
        String handle,
        String name,
        String email,
        String timeZone,
        List<Role> roles,
        boolean active,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {

    static PersonView of(Person person) {
        return new PersonView(
                person.handle(),
                person.name(),
                person.email(),
                person.timeZone(),
                person.roles(),
                person.isActive(),
                person.version(),
                person.createdAt(),
                person.updatedAt());
    }

    @Override
    public boolean versionTellsAll() {
        return true;
    }
}

package org.coetracker.people;

import java.time.Instant;
import java.util.List;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A team as it is shown.
 *
 * @param handle the name by which it is referred to
 * @param name its name
 * @param timeZone an IANA name: when the team's days begin
 * @param parent the next step of the escalation ladder; null at the top
 * @param members handles of those who work in it
 * @param managers handles of those who decide for it
 * @param active false when it has ended
 * @param version rises with each change
 * @param createdAt when it was set up
 * @param updatedAt when it was last changed
 */
@Schema(name = "Team")
public record TeamView(
        String handle,
        String name,
        String timeZone,
        String parent,
        List<String> members,
        List<String> managers,
        boolean active,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {

    static TeamView of(Team team) {
        return new TeamView(
                team.handle(),
                team.name(),
                team.timeZone(),
                team.parent(),
                team.members(),
                team.managers(),
                team.isActive(),
                team.version(),
                team.createdAt(),
                team.updatedAt());
    }

    @Override
    public String etag() {
        return Integer.toString(version);
    }
}

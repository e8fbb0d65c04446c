package org.coetracker.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A late COE as it is shown.
 *
 * @param id a UUIDv7
 * @param coe the ref of the COE
 * @param title its title
 * @param owner whose it is
 * @param team the team whose it was when it became late
 * @param deadline what had to be done in time
 * @param dueOn by which day, in the team's time zone
 * @param flaggedAt when it was found to be late
 * @param escalationLevel how many steps up the ladder it was told: 0 the team, 1 the parent team, 2 the top
 * @param escalatedTo the team whose managers were told last; null while it is the COE's own
 * @param escalatedAt when they were told
 * @param status whether it is late still
 * @param resolution what ended it; null while it is late
 * @param resolvedAt when
 * @param version rises with each change
 */
@Schema(name = "LateCoe")
record LateCoeView(
        UUID id,
        String coe,
        String title,
        String owner,
        String team,
        LateCoe.Deadline deadline,
        LocalDate dueOn,
        Instant flaggedAt,
        int escalationLevel,
        String escalatedTo,
        Instant escalatedAt,
        LateCoe.Status status,
        String resolution,
        Instant resolvedAt,
        int version)
        implements Tagged {}

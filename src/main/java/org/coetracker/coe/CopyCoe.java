package org.coetracker.coe;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to take from a COE for a similar incident.
 *
 * @param title what the new one is called; names the other one when left out
 * @param team whose the new one is; the other one's team when left out
 * @param include what to take beside what every copy has; causes and implications when left out
 */
@Schema(name = "CopyCoe")
public record CopyCoe(
        @Size(min = 1, max = 200) String title,
        @Size(max = 63) String team,
        @Size(max = 4) List<@NotNull Part> include) implements Command {

    /** Fills in what was left out. */
    public CopyCoe {
        include = include == null ? List.of(Part.CAUSES, Part.IMPLICATIONS) : include;
    }

    /** The parts to take. */
    Set<Part> parts() {
        return Set.copyOf(include);
    }

    /** A part of a record that may hold for another one. */
    @Schema(name = "CopiedPart")
    public enum Part {
        /** The causes as a graph, without their evidence. */
        CAUSES,
        /** The implications; what was exposed is asked anew. */
        IMPLICATIONS,
        /** The lessons that have a checklist question. */
        LESSONS,
        /** The corrective actions, as proposals: nobody owes them yet. */
        ACTIONS
    }
}

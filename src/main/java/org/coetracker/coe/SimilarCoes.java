package org.coetracker.coe;

import java.util.List;
import java.util.Optional;
import org.coetracker.access.Actor;

/** Finds earlier COEs that are like one of them. */
public interface SimilarCoes {
    /** At most so many are found. */
    int MOST = 20;

    /**
     * The earlier ones that the actor may see, the most similar first; empty when there is no such COE that the actor may
     * see.
     */
    Optional<List<SimilarCoe>> similarTo(CoeRef coe, int limit, Actor actor);
}

package org.coetracker.action;

import java.util.Set;
import java.util.UUID;
import org.coetracker.access.Involved;

/** What actions ask of the COEs that they belong to; answered by those, which know actions and not the other way round. */
public interface Parents {

    /** Who has to do with the COE. */
    Involved involved(UUID coe);

    /**
     * The COE, which stays as it is until the transaction ends. Its row is locked before its actions', as everywhere:
     * whoever approves it approves what its actions say as well.
     */
    Held hold(UUID coe);

    /**
     * What actions go by.
     *
     * @param causes the ids of its causes
     * @param agreed whether it is approved, so that a change of its words has a reason
     */
    record Held(Set<String> causes, boolean agreed) {}

    /**
     * Makes sure that the COE is not closed, and stays so until the transaction ends.
     *
     * @throws org.coetracker.shared.problem.ProblemException 409 when it is closed
     */
    void requireOpen(UUID coe);
}

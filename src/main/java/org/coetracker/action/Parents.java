package org.coetracker.action;

import java.util.Set;
import java.util.UUID;
import org.coetracker.access.Involved;

/** What actions ask of the COEs that they belong to; answered by those, which know actions and not the other way round. */
public interface Parents {

    /** Who has to do with the COE. */
    Involved involved(UUID coe);

    /** The ids of the COE's causes, which stay until the transaction ends. */
    Set<String> causesOf(UUID coe);

    /**
     * Makes sure that the COE is not closed, and stays so until the transaction ends.
     *
     * @throws org.coetracker.shared.problem.ProblemException 409 when it is closed
     */
    void requireOpen(UUID coe);
}

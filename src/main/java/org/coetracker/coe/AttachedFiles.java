package org.coetracker.coe;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which files there are, asked when a record names them as its evidence. */
public interface AttachedFiles {
    /** Those of the ids that are files of a COE. */
    Set<String> of(UUID coe, Collection<String> ids);
}

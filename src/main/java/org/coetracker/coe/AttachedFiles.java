package org.coetracker.coe;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which files there are, asked when a record names them as its evidence. */
public interface AttachedFiles {
    /** Those of the ids that are files of a COE. */
    Set<String> of(UUID coe, Collection<String> ids);

    /** The same, by their ids, with what tells them apart from other files. */
    Map<String, Named> named(UUID coe, Collection<String> ids);

    /**
     * A file.
     *
     * @param name what it is called
     * @param sha256 the SHA-256 of its content, in hexadecimal digits
     */
    record Named(String name, String sha256) {}
}

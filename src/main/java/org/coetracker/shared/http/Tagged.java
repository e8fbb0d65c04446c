package org.coetracker.shared.http;

/** A view of one record, which has an entity tag. */
public interface Tagged {
    /** Rises with each change of the record. */
    int version();

    /** Whether nothing in the view changes while the version stays. Not a getter, so not in the JSON. */
    default boolean versionTellsAll() {
        return false;
    }
}

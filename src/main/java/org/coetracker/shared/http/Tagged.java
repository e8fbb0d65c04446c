package org.coetracker.shared.http;

/** A view of one record, which has an entity tag. */
public interface Tagged {
    /** Rises with each change of the record. */
    int version();

    /**
     * What somebody agrees to who agrees to it as it is, in a few letters and digits, where the version does not tell: it
     * is a part of the tag. Null where nobody can.
     */
    default String meaning() {
        return null;
    }

    /** Whether nothing in the view changes while the version stays. Not a getter, so not in the JSON. */
    default boolean versionTellsAll() {
        return false;
    }
}

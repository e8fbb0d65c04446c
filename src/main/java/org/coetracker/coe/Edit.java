package org.coetracker.coe;

import org.coetracker.shared.json.MergePatch;

/** A change of what a record says, made in view of the record as it is while nobody else changes it. */
@FunctionalInterface
public interface Edit {
    /** The change; the record is shown without its actions. */
    MergePatch of(CoeView record);

    /** Ends a change that cannot be made of this record; asked once nobody else's change stands against it. */
    default void check() {}
}

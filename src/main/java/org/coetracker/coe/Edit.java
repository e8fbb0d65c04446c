package org.coetracker.coe;

import org.coetracker.shared.json.MergePatch;

/** A change of what a record says, made in view of the record as it is while nobody else changes it. */
@FunctionalInterface
public interface Edit {
    /** The change; the record is shown without its actions. */
    MergePatch of(CoeView record);
}

package org.coetracker.action;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the actions of a COE stand.
 *
 * @param open proposed, committed or in progress
 * @param overdue owed, with a due date that is past
 * @param done done or verified
 */
@Schema(name = "ActionCounts")
public record ActionCounts(long open, long overdue, long done) {
    /** No actions at all. */
    public static final ActionCounts NONE = new ActionCounts(0, 0, 0);
}

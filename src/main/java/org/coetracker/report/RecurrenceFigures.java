package org.coetracker.report;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often incidents recurred, as their COEs say.
 *
 * @param recurrences COEs that name an earlier one with the same cause, or something earlier that would have prevented them
 * @param preventable those of them that something earlier would have prevented, carried out in time
 * @param preventableByOverdue those of these where that was an action which was overdue when the incident began
 */
@Schema(name = "RecurrenceFigures")
record RecurrenceFigures(long recurrences, long preventable, long preventableByOverdue) {}

package org.coetracker.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One row of the report.
 *
 * @param group whose figures these are: a handle, a service, a category or a month; empty for COEs without
 * @param figures the figures
 */
@Schema(name = "RecurrenceGroup")
record RecurrenceGroup(String group, @JsonUnwrapped RecurrenceFigures figures) {}

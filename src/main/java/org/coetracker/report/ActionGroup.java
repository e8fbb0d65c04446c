package org.coetracker.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One row of the report.
 *
 * @param group whose figures these are: a handle, a word or the ref of a COE; empty for actions without an owner
 * @param figures the figures
 */
@Schema(name = "ActionGroup")
record ActionGroup(String group, @JsonUnwrapped ActionFigures figures) {}

package org.coetracker.timeline;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How something was read that could have been meant in another way.
 *
 * @param code a stable word for programs
 * @param detail a sentence for people
 */
@Schema(name = "TimelineRemark")
record Remark(String code, String detail) {}

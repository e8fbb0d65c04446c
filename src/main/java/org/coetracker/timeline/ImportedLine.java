package org.coetracker.timeline;

import java.time.Instant;
import java.util.List;
import org.coetracker.coe.answer.WhatHappened;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was understood of a line.
 *
 * @param line on which line of the text it begins
 * @param id the entry's id in the record; null when it is not there
 * @param at when
 * @param kind its part in the incident
 * @param text what was seen or done
 * @param evidence ids of the supporting data that show it
 * @param added whether it is new; false when the record, or a line before, says the same of the same moment
 * @param remarks how it was read where it could have been meant in another way
 */
@Schema(name = "ImportedLine")
record ImportedLine(
        int line,
        String id,
        Instant at,
        WhatHappened.Kind kind,
        String text,
        List<String> evidence,
        boolean added,
        List<Remark> remarks) {}

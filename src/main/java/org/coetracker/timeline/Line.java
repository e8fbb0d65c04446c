package org.coetracker.timeline;

import java.time.Instant;
import java.util.List;
import org.coetracker.coe.answer.WhatHappened;

/**
 * An entry as it was understood.
 *
 * @param number the line of the text on which it begins, from 1
 * @param at when
 * @param kind its part in the incident
 * @param text what was seen or done
 * @param evidence ids of the supporting data that show it
 * @param remarks how it was read where it could have been meant in another way
 */
record Line(int number, Instant at, WhatHappened.Kind kind, String text, List<String> evidence, List<Remark> remarks) {}

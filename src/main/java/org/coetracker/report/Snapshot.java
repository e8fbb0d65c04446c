package org.coetracker.report;

import java.time.Instant;
import java.util.List;

/**
 * The figures of all groups at a time.
 *
 * @param asOf the time
 * @param totals the figures of all actions
 * @param groups the figures of each group, in the order of their names
 */
record Snapshot(Instant asOf, ActionFigures totals, List<ActionGroup> groups) {}

package org.coetracker.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of what was found, the best first.
 *
 * @param items what was found
 * @param nextCursor what to ask for the next page with; null on the last
 * @param tolerant whether words that only resemble what was typed count too, as hardly anything has it as it is spelt
 */
@Schema(name = "SearchPage")
record SearchPage(List<SearchHit> items, String nextCursor, boolean tolerant) {}

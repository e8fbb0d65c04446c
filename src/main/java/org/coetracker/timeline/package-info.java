/** Loads the entries of a timeline in bulk, from CSV or from lines that were pasted, with times in any zone. */
package org.coetracker.timeline;

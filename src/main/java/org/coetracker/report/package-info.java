/** Aggregates for dashboards: what is open, overdue, undecided and done, by whatever one asks for. */
package org.coetracker.report;

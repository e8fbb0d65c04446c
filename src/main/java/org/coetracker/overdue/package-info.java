/** What is overdue, and who owes a decision about it: the sweep, overdue reviews, decisions. */
package org.coetracker.overdue;

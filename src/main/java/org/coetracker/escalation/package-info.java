/** Tells the next team of the ladder when nobody decided. */
package org.coetracker.escalation;

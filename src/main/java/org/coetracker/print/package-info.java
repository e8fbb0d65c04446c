/** A COE on paper: a PDF with cover, timeline, causes and actions. */
package org.coetracker.print;

/** The quality gate: what a COE still lacks, said while it is written and insisted on when it is submitted. */
package org.coetracker.quality;

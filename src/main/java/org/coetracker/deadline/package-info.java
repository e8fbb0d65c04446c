/** By when a COE is to be submitted and approved, and which ones are late. */
package org.coetracker.deadline;

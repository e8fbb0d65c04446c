/** The causes of a COE as a graph: what follows from what, what is addressed, and a picture of it. */
package org.coetracker.cause;

/** Who changed what and when, written in the transaction of the change; and what it was like before. */
package org.coetracker.history;

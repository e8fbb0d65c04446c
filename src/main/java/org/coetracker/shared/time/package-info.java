/** Time, which is the database's, and days, which are a team's. */
package org.coetracker.shared.time;

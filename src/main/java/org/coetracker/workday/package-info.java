/** The days on which a team works: its weekend and its holidays, its own or those of a team above. */
package org.coetracker.workday;

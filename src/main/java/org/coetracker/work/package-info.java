/** What somebody owes, all of it, soonest first. */
package org.coetracker.work;

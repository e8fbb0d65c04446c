/** People and teams: who files, owns, reviews and decides. */
package org.coetracker.people;

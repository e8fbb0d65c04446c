/** Corrective actions: commitments to change something, from proposed to shown to work. */
package org.coetracker.action;

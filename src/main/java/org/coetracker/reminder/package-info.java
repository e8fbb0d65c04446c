/** Tells owners and verifiers what is due, before it is late; and managers whose owner is not there. */
package org.coetracker.reminder;

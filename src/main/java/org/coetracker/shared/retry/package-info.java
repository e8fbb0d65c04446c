/** Trying again what failed elsewhere. */
package org.coetracker.shared.retry;

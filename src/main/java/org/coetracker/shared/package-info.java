/** What every feature stands on and what knows no feature. */
package org.coetracker.shared;

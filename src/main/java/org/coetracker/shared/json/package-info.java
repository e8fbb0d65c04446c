/** JSON as this service reads and writes it: strict on the way in, all violations at once. */
package org.coetracker.shared.json;

/** Who may do what: the caller, what they may do, and which records they may see; one place decides. */
package org.coetracker.access;

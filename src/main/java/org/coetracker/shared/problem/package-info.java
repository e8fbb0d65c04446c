/** What goes wrong, said to the caller: one body (RFC 9457), one list of codes, one mapping from exceptions. */
package org.coetracker.shared.problem;

/** How work is done on a node: again and again by itself, by one node at a time, or by a few callers at once. */
package org.coetracker.shared.worker;

/** Work that each node does by itself, again and again. */
package org.coetracker.shared.worker;

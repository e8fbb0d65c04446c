/** Lists in pages: allow-listed sorts and filters, cursors that stay right while others write. */
package org.coetracker.shared.page;

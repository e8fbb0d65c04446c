/** What happens, told over an open connection to those who listen and may see it. */
package org.coetracker.stream;

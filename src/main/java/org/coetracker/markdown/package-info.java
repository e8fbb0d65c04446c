/** A whole COE as Markdown: written to be read and edited by people, and read back without loss. */
package org.coetracker.markdown;

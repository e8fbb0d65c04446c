/** Files that are attached to COEs: taken in, checked, shown small, given out, and cleared. */
package org.coetracker.attachment;

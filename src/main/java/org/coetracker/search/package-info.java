/** Finds COEs: by what they say, and earlier ones that are like one of them. */
package org.coetracker.search;

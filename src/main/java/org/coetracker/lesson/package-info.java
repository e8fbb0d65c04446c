/** What was learned, across COEs: to search, and to ask oneself before it happens again. */
package org.coetracker.lesson;

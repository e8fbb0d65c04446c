/** What somebody owes, as a calendar that their own programs subscribe to. */
package org.coetracker.feed;

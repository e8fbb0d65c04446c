/** Comments on a COE and on what is in it: threads that stay with what they are about, mentions, resolved or open. */
package org.coetracker.comment;

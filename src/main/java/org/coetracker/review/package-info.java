/** Reviews of COEs in rounds: who is asked to approve, who has, and what changed from one round to the next. */
package org.coetracker.review;

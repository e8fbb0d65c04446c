/** What people are told of what happened: in the service, and by mail in {@code notice.mail}. */
package org.coetracker.notice;

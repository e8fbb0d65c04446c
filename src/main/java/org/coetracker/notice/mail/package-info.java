/** Notices by mail: one message per person and run, sent at least once and told apart by its id. */
package org.coetracker.notice.mail;

/** API tokens, by which scripts and dashboards act as the people whose they are. */
package org.coetracker.account.token;

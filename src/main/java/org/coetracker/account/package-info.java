/** How people and scripts show who they are: API tokens, passwords, sessions, single sign-on. */
package org.coetracker.account;

/** How people and programs show who they are: passwords, sessions, API tokens. */
package org.coetracker.account;

/** Passwords: which are taken, how they are kept, and how people sign in by them, change them and reset them. */
package org.coetracker.account.password;

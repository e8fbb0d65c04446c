/** Slows down whoever guesses passwords, and locks nobody out for good. */
package org.coetracker.account.lockout;

/** The doors of the service: the pages and the address where people sign in and out, what is closed before that, and the first administrator. */
package org.coetracker.account.signin;

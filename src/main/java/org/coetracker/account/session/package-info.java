/** Sessions: who is signed in in a browser, by a cookie that pages of other sites cannot use. */
package org.coetracker.account.session;

/** HTTP as this service speaks it: conditional requests, safe retries, request ids. */
package org.coetracker.shared.http;

/** Webhooks and chat: tells receivers elsewhere what happens, signed, at least once, and only where they may be reached. */
package org.coetracker.webhook;

package org.coetracker.webhook;

import java.util.UUID;

/**
 * The service has switched a webhook off; in the transaction that does it.
 *
 * @param owner whose it is, who should hear of it
 * @param webhook which one
 * @param host where it went
 * @param because why, in a sentence
 */
public record WebhookSwitchedOff(String owner, UUID webhook, String host, String because) {}

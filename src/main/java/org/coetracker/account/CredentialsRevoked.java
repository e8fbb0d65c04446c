package org.coetracker.account;

import org.coetracker.access.Actor;

/**
 * Somebody's credentials are revoked, as whoever had their old password may have made some; in the transaction that goes
 * on.
 *
 * @param person whose
 * @param by who does it
 */
public record CredentialsRevoked(String person, Actor by) {}

package org.coetracker.account;

import java.time.Instant;

/**
 * Somebody asks for a link by mail that sets the password of a person, who is active and has an address; in the
 * transaction that goes on.
 *
 * @param person whose
 * @param at when
 */
public record PasswordForgotten(String person, Instant at) {}

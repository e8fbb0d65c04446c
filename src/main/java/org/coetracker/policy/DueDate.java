package org.coetracker.policy;

import java.time.LocalDate;

/**
 * A due date that the policy derived.
 *
 * @param on the day
 * @param rule the rule that gave it, in words
 * @param from the day from which it counted
 */
public record DueDate(LocalDate on, String rule, LocalDate from) {}

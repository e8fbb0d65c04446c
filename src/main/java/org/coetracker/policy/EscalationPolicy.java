package org.coetracker.policy;

/**
 * When those above are told that nobody decided.
 *
 * @param parentAfterDays so many days after the flag, the managers of the parent team
 * @param topAfterDays so many days after the flag, those at the top of the ladder
 */
public record EscalationPolicy(int parentAfterDays, int topAfterDays) {
    /** After a week, and after two. */
    static final EscalationPolicy DEFAULT = new EscalationPolicy(7, 14);
}

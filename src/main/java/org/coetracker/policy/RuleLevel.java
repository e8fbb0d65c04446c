package org.coetracker.policy;

/** What a finding of a rule of the quality gate means. */
public enum RuleLevel {
    /** The COE cannot be submitted with it. */
    BLOCKER,
    /** Worth a look. */
    ADVICE,
    /** The rule is not asked. */
    OFF
}

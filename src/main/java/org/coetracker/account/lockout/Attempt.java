package org.coetracker.account.lockout;

import java.util.List;

/**
 * A sign-in that may be tried. It is counted as failed until it is known to have been right.
 *
 * @param counts what it has raised
 * @param refusedBefore how many were refused without being looked at since the one before this
 */
public record Attempt(List<Counted> counts, int refusedBefore) {

    /**
     * A count that the attempt has raised.
     *
     * @param scope what is counted
     * @param key whose failures
     * @param raisedTo the count after it
     */
    record Counted(FailureCount.Scope scope, String key, FailureCount raisedTo) {}
}

package org.coetracker.account.password;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link that resets a password, in the answer to its making alone.
 *
 * @param person whose password
 * @param token the secret of the link
 * @param url the link, to be given to the person
 * @param expiresAt until when it is good
 */
@Schema(name = "PasswordReset")
record ResetLink(String person, String token, String url, Instant expiresAt) {

    ResetLink at(String origin) {
        return new ResetLink(person, token, origin + url, expiresAt);
    }

    /** Leaves the secret out, so that no log can hold it. */
    @Override
    public String toString() {
        return "ResetLink[" + person + "]";
    }
}

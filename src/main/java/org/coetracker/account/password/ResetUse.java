package org.coetracker.account.password;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A password by a link that an administrator made.
 *
 * @param token the secret of the link
 * @param password the password from now on
 */
@Schema(name = "PasswordByReset")
public record ResetUse(
        @NotNull @Size(min = 1, max = 200) String token,

        @NotNull @Size(min = 1, max = PasswordHashes.MAX_BYTES) String password)
        implements Command {

    /** Leaves the secrets out, so that no log can hold them. */
    @Override
    public String toString() {
        return "ResetUse[]";
    }
}

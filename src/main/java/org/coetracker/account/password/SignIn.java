package org.coetracker.account.password;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Signs somebody in.
 *
 * @param who their handle or e-mail address
 * @param password their password
 */
@Schema(name = "SignIn")
public record SignIn(
        @NotNull @Size(min = 1, max = 254) String who,

        @NotNull @Size(min = 1, max = PasswordHashes.MAX_BYTES) String password)
        implements Command {

    /** Leaves the password out, so that no log can hold it. */
    @Override
    public String toString() {
        return "SignIn[" + who + "]";
    }
}

package org.coetracker.account.password;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Another password of one's own.
 *
 * @param current the password until now
 * @param password the password from now on
 */
@Schema(name = "NewPassword")
public record NewPassword(
        @NotNull @Size(min = 1, max = PasswordHashes.MAX_BYTES) String current,

        @NotNull @Size(min = 1, max = PasswordHashes.MAX_BYTES) String password)
        implements Command {

    /** Leaves the passwords out, so that no log can hold them. */
    @Override
    public String toString() {
        return "NewPassword[]";
    }
}

package org.coetracker.account.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Scope;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An API token to make.
 *
 * @param name what it is for, so that its owner knows which one to revoke
 * @param scopes what it is good for, within what its owner may do
 * @param teams the teams whose COEs and actions it is limited to; all when left out
 * @param expiresAt from when on it is not taken any more; a year from now when left out
 */
@Schema(name = "NewToken")
public record NewToken(
        @NotBlank @Size(max = 200) String name,
        @NotEmpty List<@NotNull Scope> scopes,
        @Size(max = 100) List<@NotBlank @Size(max = 63) String> teams,
        Instant expiresAt)
        implements Command {

    /** Fills in that it is not limited. */
    public NewToken {
        teams = teams == null ? List.of() : teams;
    }

    NewToken until(Instant end) {
        return new NewToken(name, scopes, teams, end);
    }
}

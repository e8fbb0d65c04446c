package org.coetracker.account.oidc;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How single sign-on is set; without an issuer it is off. Blank counts as left out. */
@ConfigMapping(prefix = "coe.oidc")
interface OidcSettings {
    /** The provider's address, as its tokens name it ({@code iss}); it publishes its configuration below it. */
    Optional<String> issuer();

    /** The name under which this service is registered at the provider. */
    Optional<String> clientId();

    /** The secret that goes with it. */
    Optional<String> clientSecret();

    /** What access tokens must name as their audience ({@code aud}); the client's id when left out. */
    Optional<String> audience();

    /** The claim that holds somebody's user name, from which their handle is made; {@code preferred_username}. */
    Optional<String> handleClaim();

    /** The claim that holds what is mapped to roles: a name, or a path with slashes; {@code realm_access/roles}. */
    Optional<String> roleClaim();

    /** Which values of that claim give which role, as {@code value=role,…}; when left out, roles are kept here. */
    Optional<String> roles();

    /**
     * The role of those to whom no value gives one; {@code none} turns them away, and where roles are kept here those who
     * have no account yet. {@code viewer} when left out.
     */
    Optional<String> defaultRole();

    /** The claim that holds what is mapped to teams; {@code groups}. */
    Optional<String> teamsClaim();

    /**
     * Which values of that claim make somebody a member of a team ({@code value=team}), or its manager
     * ({@code value=team:manager}); when left out, teams are kept here.
     */
    Optional<String> teams();

    /** Whether somebody new is taken to be the person here with the same e-mail address, if the provider verified it. */
    Optional<String> linkByEmail();
}

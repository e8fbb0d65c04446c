package org.coetracker.account.oidc;

import java.net.URI;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;

/**
 * The provider that vouches for people and services, as the operator has set it.
 *
 * @param issuer its address, as its tokens name it, without a slash at the end unless it was given with one
 * @param clientId the name of this service there
 * @param clientSecret the secret that goes with it
 * @param audience what access tokens must name as their audience
 * @param handleClaim where somebody's user name is
 * @param linkByEmail whether a verified e-mail address is enough to take somebody new for a person who is here
 * @param mapping what claims mean here
 */
record Provider(
        String issuer,
        String clientId,
        String clientSecret,
        String audience,
        String handleClaim,
        boolean linkByEmail,
        ClaimMapping mapping) {

    /**
     * Reads the settings; empty when single sign-on is off.
     *
     * @throws CannotStart when one of them is missing or cannot be meant
     */
    static Optional<Provider> from(OidcSettings settings) {
        if (settings.issuer().isEmpty()) {
            if (settings.clientId().isPresent() || settings.clientSecret().isPresent()) {
                throw new CannotStart("COE_OIDC_ISSUER is missing: the address of the OpenID provider.");
            }
            return Optional.empty();
        }
        String issuer = issuer(settings.issuer().get());
        String clientId = required("COE_OIDC_CLIENT_ID", settings.clientId());
        return Optional.of(new Provider(
                issuer,
                clientId,
                required("COE_OIDC_CLIENT_SECRET", settings.clientSecret()),
                settings.audience().orElse(clientId),
                settings.handleClaim().orElse("preferred_username"),
                linkByEmail(settings.linkByEmail().orElse("false")),
                ClaimMapping.from(settings)));
    }

    private static String issuer(String text) {
        try {
            URI address = URI.create(text.strip());
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web && address.getHost() != null && address.getQuery() == null && address.getFragment() == null) {
                return address.toString();
            }
        } catch (IllegalArgumentException e) {
            // It is answered below, as any other that is no address.
        }
        throw new CannotStart("COE_OIDC_ISSUER is an address such as https://login.example.org/realms/coe-tracker.");
    }

    private static String required(String variable, Optional<String> value) {
        return value.orElseThrow(() -> new CannotStart(variable + " is missing; with COE_OIDC_ISSUER it is needed."));
    }

    private static boolean linkByEmail(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new CannotStart("COE_OIDC_LINK_BY_EMAIL is true or false, not \"" + text + "\".");
        }
        return text.equals("true");
    }

    /** Leaves the secret out, so that no log can hold it. */
    @Override
    public String toString() {
        return "Provider[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}

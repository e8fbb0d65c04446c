package org.coetracker.account.oidc;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody as the provider describes them.
 *
 * @param handle the handle that their user name makes; empty when nothing of it is left
 * @param name their name
 * @param email their address, if the provider has verified it: an unverified one may be somebody else's
 */
record Newcomer(String handle, String name, Optional<String> email) {
    private static final int LONGEST_HANDLE = 63;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;

    /** What claims say of somebody. */
    static Newcomer of(Claims claims, String handleClaim) {
        String handle = handleOf(claims.text(handleClaim).orElse(""));
        String name = claims.text("name").map(String::strip).orElse(handle);
        return new Newcomer(
                handle,
                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                claims.text("email")
                        .map(String::strip)
                        .filter(email -> claims.isTrue("email_verified") && email.length() <= LONGEST_EMAIL));
    }

    /** A user name in the form that handles have: small letters without accents, and hyphens for what they cannot have. */
    static String handleOf(String userName) {
        String plain = Normalizer.normalize(userName.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[._-]+|-+$", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_HANDLE));
    }
}

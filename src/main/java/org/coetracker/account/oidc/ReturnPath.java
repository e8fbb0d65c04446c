package org.coetracker.account.oidc;

import java.net.URI;
import java.net.URISyntaxException;

/** Where somebody goes once they are signed in: a path of this service, and never another site. */
final class ReturnPath {
    private static final URI START = URI.create("/");

    private ReturnPath() {}

    /** The path, if it is one; else the start. Browsers read {@code \} as {@code /}, and {@code //} as another host. */
    static URI of(String from) {
        if (from == null || !from.startsWith("/") || from.startsWith("//") || from.indexOf('\\') >= 0) {
            return START;
        }
        try {
            URI path = new URI(from);
            boolean here = path.getScheme() == null && path.getRawAuthority() == null && path.getRawPath() != null;
            return here && !path.normalize().toString().startsWith("//") ? path : START;
        } catch (URISyntaxException e) {
            return START;
        }
    }
}

package org.coetracker.account;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks whose a session is. */
final class SessionRequest extends BaseAuthenticationRequest {
    private final Secret secret;

    SessionRequest(Secret secret) {
        this.secret = secret;
    }

    Secret secret() {
        return secret;
    }
}

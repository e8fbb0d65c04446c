package org.coetracker.account;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks whose an API token is. */
final class TokenRequest extends BaseAuthenticationRequest {
    private final Secret secret;

    TokenRequest(Secret secret) {
        this.secret = secret;
    }

    Secret secret() {
        return secret;
    }
}

package org.coetracker.account.oidc;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes one Keycloak, which is started for the first and stopped after the last. */
final class RunningKeycloak implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Keycloak.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent(Keycloak.class, type -> started());
    }

    private static Keycloak started() {
        try {
            return Keycloak.start();
        } catch (Exception e) {
            throw new IllegalStateException("Keycloak does not start", e);
        }
    }
}

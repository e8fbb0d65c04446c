package org.coetracker.shared.openapi;

import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** The first page: what the service is, the conventions that hold everywhere, the tags. */
final class Front {
    private final Descriptions descriptions;

    Front(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    void apply(OpenAPI document) {
        Info info = document.getInfo() == null ? OASFactory.createInfo() : document.getInfo();
        document.setInfo(info.title("COE Tracker")
                .summary("Corrections of error whose actions are chased until they are shown to work.")
                .description(Resources.text("conventions.md"))
                .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0")));
        security(document);
        if (document.getTags() != null) {
            document.getTags().forEach(tag -> tag.setDescription(descriptions.of("tag." + tag.getName())));
        }
        document.getPaths().setPathItems(new TreeMap<>(document.getPaths().getPathItems()));
    }

    /** Every operation needs one of these, but those that say themselves that they need none. */
    private static void security(OpenAPI document) {
        document.getComponents()
                .addSecurityScheme(
                        "token",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API token, or an access token of the OpenID provider."))
                .addSecurityScheme(
                        "session",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("coe_session")
                                .description("The cookie of somebody who has signed in; over https it is called"
                                        + " `__Host-coe_session`."));
        document.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme("token"),
                OASFactory.createSecurityRequirement().addScheme("session")));
    }
}

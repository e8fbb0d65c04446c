package org.coetracker.shared.openapi;

import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.info.Info;

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
        if (document.getTags() != null) {
            document.getTags().forEach(tag -> tag.setDescription(descriptions.of("tag." + tag.getName())));
        }
        document.getPaths().setPathItems(new TreeMap<>(document.getPaths().getPathItems()));
    }
}

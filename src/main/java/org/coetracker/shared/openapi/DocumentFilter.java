package org.coetracker.shared.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/**
 * Completes the scanned document, once, when the service is built. It knows rules and no feature: a new resource that
 * keeps to the conventions is documented by them; what only people can say is in the resources beside
 * {@code descriptions.properties}.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentFilter implements OASFilter {
    private final IndexView index;

    /** For Quarkus, which gives the index of the application's classes. */
    public DocumentFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Code code = new Code(index);
        Descriptions descriptions = Descriptions.load();
        Schemas schemas = Schemas.of(document);

        new WireForms(document, schemas).apply();
        new Variants(schemas).apply();
        new RequestSchemas(document, schemas).apply();
        new AnswerSchemas(document, schemas, descriptions).apply();
        new Operations(document, schemas, code, descriptions).apply();
        new Examples().apply(document);
        schemas.retainUsed(document);
        descriptions.describe(document, schemas);
        new Front(descriptions).apply(document);
    }
}

package org.coetracker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.config.ObjectMapperConfig;
import io.restassured.config.RestAssuredConfig;

/**
 * Spares each request of REST Assured what takes longer than the request: to look for the modules of Jackson, and to lay
 * out its text for a failure that does not come. It works in every {@code @QuarkusTest} by being named in
 * {@code META-INF/services}.
 */
public final class LeanRequests implements QuarkusTestBeforeEachCallback {
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssuredConfig config = RestAssured.config();
        RestAssured.config = config.objectMapperConfig(
                        ObjectMapperConfig.objectMapperConfig().jackson2ObjectMapperFactory((type, charset) -> JSON))
                .logConfig(config.getLogConfig().enablePrettyPrinting(false));
    }
}

package org.coetracker;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who the tests are: the administrator, unless they say otherwise. It works in every {@code @QuarkusTest} by being named
 * in {@code META-INF/services}.
 */
public final class SignedIn implements Filter, QuarkusTestBeforeEachCallback {
    /** The administrator's token, as {@code application.properties} has it for tests. */
    public static final String ADMIN = "coe_test-administrator";

    private static final String NOBODY = "";
    private static final ThreadLocal<String> TOKEN = ThreadLocal.withInitial(() -> ADMIN);
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(SignedIn.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        String token = TOKEN.get();
        if (!request.getHeaders().hasHeaderWithName("Authorization") && !token.equals(NOBODY)) {
            request.header("Authorization", "Bearer " + token);
        }
        return context.next(request, expected);
    }

    /** Does something as a person, with a token that is good for all that they may do. */
    public static <T> T as(String person, Supplier<T> requests) {
        return with(TOKENS.computeIfAbsent(person, handle -> token(handle, List.of("admin"))), requests);
    }

    /** Does something without a credential. */
    public static <T> T asNobody(Supplier<T> requests) {
        return with(NOBODY, requests);
    }

    /** The token that requests are sent with at the moment; empty for none. */
    public static String bearer() {
        return TOKEN.get();
    }

    /** Does something with a token. */
    public static <T> T with(String token, Supplier<T> requests) {
        String before = TOKEN.get();
        TOKEN.set(token);
        try {
            return requests.get();
        } finally {
            TOKEN.set(before);
        }
    }

    /** A new token of a person, made by the administrator. */
    public static String token(String person, List<String> scopes, String... teams) {
        return with(
                ADMIN,
                () -> Fixture.post(
                                "/people/" + person + "/tokens",
                                Map.of("name", "test", "scopes", scopes, "teams", List.of(teams)))
                        .statusCode(201)
                        .extract()
                        .path("token"));
    }
}

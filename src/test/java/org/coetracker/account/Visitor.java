package org.coetracker.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.function.Function;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;

/** Somebody with a browser, somewhere: any address of 127.0.0.0/8 is this machine's own, and another one for the service. */
public final class Visitor {
    public static final String COOKIE = "coe_session";
    public static final String PASSWORD = "ferry lantern quilt 42";

    private final String address;
    private String session;

    public Visitor(String address) {
        this.address = address;
    }

    /** A new person who has the usual password. */
    public static String person() {
        String person = Fixture.person();
        givePassword(person, PASSWORD);
        return person;
    }

    /** Sets a password as an administrator's link does. */
    public static void givePassword(String person, String password) {
        String token = Fixture.post("/people/" + person + "/password-reset", Map.of())
                .statusCode(200)
                .extract()
                .path("token");
        // From an address of its own, as where a link is used the person is known.
        assertThat(new Visitor("127.9.9.9")
                        .post("/password-resets", Map.of("token", token, "password", password))
                        .statusCode())
                .isEqualTo(204);
    }

    /** Tries to sign in, and keeps the session when that succeeds. */
    public Response signIn(String who, String password) {
        Response answer = post("/session", Map.of("who", who, "password", password));
        if (answer.statusCode() == 201) {
            session = answer.cookie(COOKIE);
        }
        return answer;
    }

    public String session() {
        return session;
    }

    public Visitor with(String secret) {
        session = secret;
        return this;
    }

    public Response get(String path) {
        return send(request -> request.get(Fixture.API + path));
    }

    public Response post(String path, Object body) {
        return send(request -> request.contentType(ContentType.JSON).body(body).post(Fixture.API + path));
    }

    public Response put(String path, Object body) {
        return send(request -> request.contentType(ContentType.JSON).body(body).put(Fixture.API + path));
    }

    public Response delete(String path) {
        return send(request -> request.delete(Fixture.API + path));
    }

    /** Sends a form, as a page of the service does. */
    public Response form(String path, Map<String, String> fields) {
        return send(request -> request.contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(fields)
                .post(path));
    }

    /** Sends what a page of the service would let the browser send. */
    public Response send(Function<RequestSpecification, Response> request) {
        return sendFrom("http://localhost:" + RestAssured.port, request);
    }

    /** Sends what a page elsewhere would let the browser send; null when nothing is said of it. */
    public Response sendFrom(String origin, Function<RequestSpecification, Response> request) {
        return SignedIn.asNobody(() -> {
            RequestSpecification prepared = given().config(RestAssured.config()
                            .httpClient(
                                    HttpClientConfig.httpClientConfig().setParam("http.route.local-address", local())))
                    .redirects()
                    .follow(false);
            if (origin != null) {
                prepared.header("Origin", origin);
            }
            if (session != null) {
                prepared.cookie(COOKIE, session);
            }
            return request.apply(prepared);
        });
    }

    private InetAddress local() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.coetracker.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretsTest {
    private static final String CHOSEN = "harbour violet anvil 77";
    private static final String WRONG = "mistyped thimble orchard 13";

    @Inject
    EntityManager database;

    @Test
    void no_secret_is_in_the_log_in_a_later_answer_or_in_the_database() {
        Recorder log = new Recorder();
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        List<String> secrets = new ArrayList<>(List.of(CHOSEN, WRONG, Visitor.PASSWORD));
        List<String> answers = new ArrayList<>();
        try {
            String person = Visitor.person();
            Visitor visitor = new Visitor("127.0.8.1");
            answers.add(text(visitor.signIn(person, WRONG)));
            visitor.signIn(person, Visitor.PASSWORD).then().statusCode(201);
            secrets.add(visitor.session());
            answers.add(text(visitor.put(
                    "/people/" + person + "/password", Map.of("current", Visitor.PASSWORD, "password", CHOSEN))));
            answers.add(text(
                    visitor.put("/people/" + person + "/password", Map.of("current", WRONG, "password", "short"))));

            String key = Fixture.name("key");
            Response token = made(person, key);
            token.then().statusCode(201);
            String secret = token.path("token");
            secrets.add(secret);
            answers.add(text(made(person, key).then().extract().response()).replace(secret, ""));
            answers.add(text(given().header("Authorization", "Bearer " + secret).get("/api/v1/me")));
            answers.add(text(
                    given().header("Authorization", "Bearer " + secret + "x").get("/api/v1/me")));
            answers.add(text(given().get("/api/v1/people/" + person + "/tokens")));

            String link = Fixture.post("/people/" + person + "/password-reset", Map.of())
                    .statusCode(200)
                    .extract()
                    .path("token");
            secrets.add(link);
            answers.add(text(visitor.post("/password-resets", Map.of("token", link, "password", "short"))));
            answers.add(text(visitor.post("/password-resets", Map.of("token", link, "password", CHOSEN))));
            answers.add(text(visitor.post("/password-resets", Map.of("token", link, "password", CHOSEN))));
            answers.add(text(visitor.post("/session", Map.of("who", person, "password", CHOSEN, "extra", WRONG))));
            answers.add(text(SignedIn.asNobody(() -> given().contentType("application/json")
                    .body("{\"password\": \"" + WRONG)
                    .post("/api/v1/session"))));
            String address = SignedIn.as(person, () -> Fixture.post("/me/calendar-address", Map.of()))
                    .statusCode(200)
                    .extract()
                    .path("url");
            secrets.add(address.replaceAll(".*/|[.]ics$", ""));
            String path = address.substring(address.indexOf("/api/"));
            answers.add(text(SignedIn.asNobody(() -> given().get(path))));
            answers.add(text(SignedIn.asNobody(() -> given().post(path))));
            answers.add(text(SignedIn.as(person, () -> given().get("/api/v1/me/calendar-address"))));
            answers.add(text(given().get("/api/v1/audit?limit=200")));
        } finally {
            root.removeHandler(log);
        }

        assertThat(secrets).hasSize(7).doesNotContainNull();
        for (String secret : secrets) {
            assertThat(log.lines).noneMatch(line -> line.contains(secret));
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            for (String table : tables()) {
                assertThat(rowsWith(table, secret)).as(table + " has a secret").isZero();
            }
        }
    }

    private static Response made(String person, String key) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("name", "test", "scopes", List.of("read")))
                .post("/api/v1/people/" + person + "/tokens");
    }

    private static String text(Response answer) {
        return answer.asString()
                + answer.headers().asList().stream()
                        .filter(header -> !header.getName().equalsIgnoreCase("Set-Cookie"))
                        .toList();
    }

    private List<String> tables() {
        return database.createNativeQuery("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'""", String.class).getResultList();
    }

    /** Each row as text, and what is bytes in it as text as well. */
    private long rowsWith(String table, String secret) {
        String hex = java.util.HexFormat.of().formatHex(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return ((Number) database.createNativeQuery(
                                "select count(*) from \"" + table
                                        + "\" t where strpos(cast(t as text), :secret) > 0 or strpos(cast(t as text), :hex) > 0")
                        .setParameter("secret", secret)
                        .setParameter("hex", hex)
                        .getSingleResult())
                .longValue();
    }

    /** What is logged, as it is written. */
    private static final class Recorder extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final Formatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            lines.add(formatter.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

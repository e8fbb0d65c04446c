package org.coetracker.account.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.access.Actor;
import org.coetracker.access.Scope;
import org.coetracker.account.Visitor;
import org.coetracker.account.password.FirstPasswords;
import org.coetracker.people.NewPerson;
import org.coetracker.people.PersonService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TokensOffTest.WithoutTokens.class)
class TokensOffTest {
    private static final Actor ADMIN = Actor.operator("admin");

    @Inject
    PersonService people;

    @Inject
    FirstPasswords passwords;

    @Inject
    TokenService tokens;

    private final Visitor visitor = new Visitor("127.5.1.1");
    private String person;

    /** People come by passwords or an OpenID provider alone. */
    public static class WithoutTokens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coe.token.enabled", "false");
        }
    }

    @BeforeEach
    void somebody_is_signed_in() {
        person = Fixture.name("tokenless");
        people.register(new NewPerson(person, "Ana", null, null, null, true), ADMIN);
        visitor.signIn(person, passwords.give(person, false)).then().statusCode(201);
    }

    @Test
    void a_token_that_was_made_before_is_not_taken_and_a_session_is() {
        String secret = "coe_" + Fixture.name("made-before");
        tokens.adopt(person, new NewToken("before", List.of(Scope.ADMIN), List.of(), null), secret, ADMIN);
        assertThat(tokens.areTaken()).isFalse();
        for (String path : List.of("/api/v1/me", "/q/openapi")) {
            visitor.send(request ->
                            request.header("Authorization", "Bearer " + secret).get(path))
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("invalid_token"))
                    .body("detail", containsString("COE_TOKEN_ENABLED"));
        }
        visitor.get("/me").then().statusCode(200).body("handle", equalTo(person));
    }

    @Test
    void no_token_is_made() {
        visitor.post("/people/" + person + "/tokens", Map.of("name", "mine", "scopes", List.of("read")))
                .then()
                .statusCode(409)
                .body("detail", containsString("COE_TOKEN_ENABLED"));
        assertThatThrownBy(() -> tokens.issue(person, new NewToken("x", List.of(Scope.READ), List.of(), null), ADMIN))
                .hasMessageContaining("switched off");
        visitor.get("/people/" + person + "/tokens").then().statusCode(200).body("items", equalTo(List.of()));
    }
}

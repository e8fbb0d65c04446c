package org.coetracker.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PasswordsOffTest.WithoutPasswords.class)
class PasswordsOffTest {
    private final Visitor visitor = new Visitor("127.5.0.1");

    /** People come through an OpenID provider alone. */
    public static class WithoutPasswords implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coe.password.enabled", "false");
        }
    }

    @Test
    void no_password_is_taken_and_none_is_made() {
        visitor.signIn("admin", "the administrator of the tests")
                .then()
                .statusCode(403)
                .body("detail", containsString("/sign-in/oidc"));
        Fixture.post("/people/" + Fixture.person() + "/password-reset", Map.of())
                .statusCode(403);
        visitor.post("/password-resets", Map.of("token", "any", "password", Visitor.PASSWORD))
                .then()
                .statusCode(403);
    }

    @Test
    void the_page_asks_for_none() {
        String page = visitor.send(request -> request.get("/sign-in"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).doesNotContain("<form", "type=\"password\"");
    }
}

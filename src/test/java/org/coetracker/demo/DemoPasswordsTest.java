package org.coetracker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.account.Visitor;
import org.coetracker.account.password.FirstPasswords;
import org.coetracker.account.password.PasswordSettings;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoPasswordsTest {
    @Inject
    DemoPasswords demo;

    @Inject
    FirstPasswords passwords;

    @Test
    void a_person_of_the_demo_signs_in_with_the_password_that_is_printed() {
        String person = Fixture.person();
        List<String> lines =
                demo.give(List.of(described(person))).orElseThrow().lines().toList();
        assertThat(lines).hasSize(2);
        String[] words = lines.get(1).strip().split("\\s+");
        assertThat(words).hasSize(4).startsWith(person, "author,", "manager");

        new Visitor("127.7.0.1").signIn(person, words[3]).then().statusCode(201);
    }

    @Test
    void nobody_is_given_a_password_where_none_is_taken() {
        String person = Fixture.person();
        DemoPasswords off = new DemoPasswords(
                new PasswordSettings() {
                    @Override
                    public boolean enabled() {
                        return false;
                    }

                    @Override
                    public Duration resetGoodFor() {
                        return Duration.ofHours(1);
                    }

                    @Override
                    public Duration mailedResetGoodFor() {
                        return Duration.ofHours(1);
                    }
                },
                passwords);
        assertThat(off.give(List.of(described(person)))).isEmpty();
    }

    private static JsonNode described(String person) {
        return JsonText.parse(JsonText.write(Map.of("handle", person, "roles", List.of("author", "manager"))));
    }
}

package org.coetracker.demo;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coetracker.account.password.FirstPasswords;
import org.coetracker.account.password.PasswordSettings;

/** The passwords of the people of the demo; there is no default one, in the demo neither. */
@ApplicationScoped
class DemoPasswords {
    private final PasswordSettings settings;
    private final FirstPasswords passwords;

    DemoPasswords(PasswordSettings settings, FirstPasswords passwords) {
        this.settings = settings;
        this.passwords = passwords;
    }

    /** Gives people passwords: a table of who can sign in how; nothing where no passwords are taken. */
    Optional<String> give(Iterable<JsonNode> people) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        StringBuilder table =
                new StringBuilder("The people of the demo sign in with these passwords, shown this once:\n");
        people.forEach(person -> {
            String handle = person.path("handle").asText();
            List<String> roles = new ArrayList<>();
            person.path("roles").forEach(role -> roles.add(role.asText()));
            table.append(
                    "  %-10s %-34s %s%n".formatted(handle, String.join(", ", roles), passwords.give(handle, false)));
        });
        return Optional.of(table.toString());
    }
}

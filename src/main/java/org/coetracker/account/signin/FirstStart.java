package org.coetracker.account.signin;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.access.Scope;
import org.coetracker.account.password.FirstPasswords;
import org.coetracker.account.password.PasswordSettings;
import org.coetracker.account.token.NewToken;
import org.coetracker.account.token.TokenService;
import org.coetracker.shared.start.Announcements;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets the first administrator in, once in the life of a database. A mark in the database says that it was done; with it
 * come the password and the token, in one transaction, whichever of several nodes is the first.
 */
@ApplicationScoped
class FirstStart {
    private static final String ADMIN = "admin";
    /** Names the lock under which one node does it while the others wait; any number that nobody else uses. */
    private static final long LOCK = 0xC0E_0003L;

    private final Optional<String> token;
    private final Optional<String> password;
    private final TokenService tokens;
    private final FirstPasswords passwords;
    private final PasswordSettings settings;
    private final Announcements announcements;
    private final EntityManager database;
    private final Clock clock;

    FirstStart(
            @ConfigProperty(name = "coe.admin.token") Optional<String> token,
            @ConfigProperty(name = "coe.admin.password") Optional<String> password,
            TokenService tokens,
            FirstPasswords passwords,
            PasswordSettings settings,
            Announcements announcements,
            EntityManager database,
            Clock clock) {
        this.token = token.map(String::strip).filter(given -> !given.isEmpty());
        this.password = password.filter(given -> !given.isBlank());
        this.tokens = tokens;
        this.passwords = passwords;
        this.settings = settings;
        this.announcements = announcements;
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    void atStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE - 1) StartupEvent event) {
        letIn();
    }

    /**
     * Gives the first administrator what the environment says, or a one-time password; whether it was done now. Where
     * neither passwords nor a token of the environment's are a way in, it is left to a start with which one is.
     */
    @Transactional
    boolean letIn() {
        if (!settings.enabled() && !(tokens.areTaken() && token.isPresent())) {
            return false;
        }
        database.createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        boolean first = database.createNativeQuery("insert into first_start (at) values (:now) on conflict do nothing")
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
        if (!first) {
            return false;
        }
        token.filter(secret -> tokens.areTaken() && !isThereAToken())
                .ifPresent(secret -> tokens.adopt(
                        ADMIN,
                        new NewToken("COE_ADMIN_TOKEN", List.of(Scope.ADMIN), List.of(), null),
                        secret,
                        Actor.system("first-start")));
        if (settings.enabled()) {
            password.ifPresentOrElse(this::take, this::make);
        }
        return true;
    }

    private void take(String given) {
        // Scripts of operators must not break by a rule that they did not know; people hear of it.
        if (!passwords.giveChosen(ADMIN, given)) {
            announcements.add("""
                    The password in COE_ADMIN_PASSWORD is weaker than this service lets people choose: it was taken, \
                    change it soon.""");
        }
    }

    private void make() {
        announcements.add("""
                The first administrator signs in as "%s" with the one-time password

                    %s

                It is shown this once, and has to be changed at the first sign-in.
                """.formatted(ADMIN, passwords.give(ADMIN, true)));
    }

    private boolean isThereAToken() {
        return (Boolean) database.createNativeQuery("select exists (select 1 from api_token)", Boolean.class)
                .getSingleResult();
    }
}

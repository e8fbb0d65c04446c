package org.coetracker.account;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.access.Scope;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the first administrator in, once in the life of a database. */
@ApplicationScoped
class FirstStart {
    private static final String ADMIN = "admin";
    /** Names the lock under which one node does it while the others wait; any number that nobody else uses. */
    private static final long LOCK = 0xC0E_0003L;

    private final Optional<String> token;
    private final Tokens tokens;
    private final EntityManager database;

    FirstStart(
            @ConfigProperty(name = "coe.admin.token") Optional<String> token, Tokens tokens, EntityManager database) {
        this.token = token.map(String::strip).filter(given -> !given.isEmpty());
        this.tokens = tokens;
        this.database = database;
    }

    @Transactional
    void atStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE - 1) StartupEvent event) {
        database.createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        boolean done = (Boolean) database.createNativeQuery("select exists (select 1 from api_token)", Boolean.class)
                .getSingleResult();
        if (!done) {
            token.ifPresent(secret -> tokens.adopt(
                    ADMIN,
                    new NewToken("COE_ADMIN_TOKEN", List.of(Scope.ADMIN), List.of(), null),
                    secret,
                    Actor.system("first-start")));
        }
    }
}

package org.coetracker.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.access.Actor;
import org.coetracker.account.Client;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdTokenTest {
    private static final String ID_TOKEN = "header.claims.signature";
    private static final Client CLIENT = new Client("127.8.0.1", null, "r-1");

    @Inject
    SessionService sessions;

    @Inject
    EntityManager database;

    @Test
    void the_providers_token_is_there_for_the_sign_out_and_gone_with_the_session() {
        SessionService.Begun begun = begin(Fixture.person());
        assertThat(sessions.idToken(begun.secret())).contains(ID_TOKEN);
        sessions.end(begun.secret(), CLIENT);
        assertThat(kept(begun)).isZero();
    }

    @Test
    void whatever_else_ends_a_session_the_providers_token_goes_with_it() {
        SessionService.Begun again = begin(Fixture.person());
        sessions.begin(Fixture.person(), Session.Kind.PASSWORD, false, null, again.secret(), CLIENT);
        assertThat(kept(again)).isZero();

        SessionService.Begun reset = begin(Fixture.person());
        sessions.endAllOf(reset.session().person(), null, "password_reset", Actor.system("test"));
        assertThat(kept(reset)).isZero();

        SessionService.Begun off = begin(Fixture.person());
        Fixture.patch("/people/" + off.session().person(), Map.of("active", false))
                .statusCode(200);
        assertThat(kept(off)).isZero();
    }

    private SessionService.Begun begin(String person) {
        return sessions.begin(person, Session.Kind.OIDC, false, ID_TOKEN, null, CLIENT);
    }

    private long kept(SessionService.Begun begun) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(
                                        "select count(*) from session where id = :id and id_token is not null")
                                .setParameter("id", begun.session().id())
                                .getSingleResult())
                        .longValue());
    }
}

package org.coetracker.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.account.Visitor;
import org.coetracker.account.password.FirstPasswords;
import org.coetracker.account.password.PasswordSettings;
import org.coetracker.account.token.TokenService;
import org.coetracker.shared.start.Announcements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstStartTest {
    /** As {@code application.properties} has it for tests. */
    private static final String TESTS = "the administrator of the tests";

    private static final Pattern ONE_TIME = Pattern.compile("(?m)^ +((?:[a-z2-9]{5}-){3}[a-z2-9]{5})$");

    @Inject
    TokenService tokens;

    @Inject
    FirstPasswords passwords;

    @Inject
    PasswordSettings settings;

    @Inject
    EntityManager database;

    @Inject
    Clock clock;

    private final Visitor visitor = new Visitor("127.4.0.1");
    private final Announced announced = new Announced();

    /** What was said to whoever started the service. */
    private static final class Announced extends Announcements {
        private final List<String> said = new ArrayList<>();

        @Override
        public void add(String text) {
            said.add(text);
        }
    }

    @BeforeEach
    void nothing_was_done() {
        sql("delete from first_start");
        sql("delete from password where person = 'admin'");
        sql("delete from sign_in_throttle");
    }

    @AfterEach
    void as_the_other_tests_know_it() {
        nothing_was_done();
        start(TESTS);
    }

    @Test
    void a_password_that_is_given_is_the_administrators_and_nothing_is_said() {
        assertThat(start("ferry lantern quilt 42")).isTrue();
        assertThat(announced.said).isEmpty();
        visitor.signIn("admin", "ferry lantern quilt 42")
                .then()
                .statusCode(201)
                .body("passwordMustChange", org.hamcrest.Matchers.equalTo(false));
    }

    @Test
    void without_one_a_one_time_password_is_made_and_told_once() {
        for (String absent : new String[] {null, "", "  "}) {
            nothing_was_done();
            announced.said.clear();
            assertThat(start(absent)).isTrue();
            Matcher told = ONE_TIME.matcher(announced.said.get(0));
            assertThat(told.find()).isTrue();
            visitor.signIn("admin", told.group(1))
                    .then()
                    .statusCode(201)
                    .body("passwordMustChange", org.hamcrest.Matchers.equalTo(true));
        }
    }

    @Test
    void later_starts_change_nothing_and_say_nothing() {
        start("ferry lantern quilt 42");
        assertThat(start("another one entirely")).isFalse();
        assertThat(start(null)).isFalse();
        assertThat(announced.said).isEmpty();
        visitor.signIn("admin", "another one entirely").then().statusCode(401);
        visitor.signIn("admin", "ferry lantern quilt 42").then().statusCode(201);
    }

    @Test
    void a_weak_password_is_taken_with_a_warning_that_does_not_quote_it() {
        start("s3cret");
        assertThat(announced.said).hasSize(1);
        assertThat(announced.said.get(0)).contains("COE_ADMIN_PASSWORD").doesNotContain("s3cret");
        visitor.signIn("admin", "s3cret").then().statusCode(201);
    }

    @Test
    void of_two_nodes_that_start_at_once_one_makes_the_password() throws Exception {
        for (int round = 0; round < 10; round++) {
            nothing_was_done();
            CyclicBarrier together = new CyclicBarrier(2);
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            try {
                List<Future<Boolean>> firsts = new ArrayList<>();
                for (int node = 0; node < 2; node++) {
                    firsts.add(nodes.submit(() -> {
                        together.await();
                        return start(null);
                    }));
                }
                assertThat(List.of(firsts.get(0).get(), firsts.get(1).get())).containsExactlyInAnyOrder(true, false);
            } finally {
                nodes.shutdownNow();
            }
        }
        assertThat(announced.said).hasSize(10);
    }

    @Test
    void a_start_without_passwords_and_token_leaves_it_to_a_later_one() {
        assertThat(start(null, new PasswordSettings() {
                    @Override
                    public boolean enabled() {
                        return false;
                    }

                    @Override
                    public Duration resetGoodFor() {
                        return settings.resetGoodFor();
                    }

                    @Override
                    public Duration mailedResetGoodFor() {
                        return settings.mailedResetGoodFor();
                    }
                }))
                .isFalse();
        assertThat(announced.said).isEmpty();

        assertThat(start(null)).isTrue();
        assertThat(announced.said).hasSize(1);
    }

    private boolean start(String password) {
        return start(password, settings);
    }

    private boolean start(String password, PasswordSettings taken) {
        FirstStart firstStart = new FirstStart(
                Optional.empty(), Optional.ofNullable(password), tokens, passwords, taken, announced, database, clock);
        return QuarkusTransaction.requiringNew().call(firstStart::letIn);
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}

package org.coetracker.account.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.coetracker.Fixture;
import org.coetracker.MovableClock;
import org.coetracker.account.Client;
import org.coetracker.account.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LockOutTest {
    private static final String PASSWORD = Visitor.PASSWORD;
    private static final String WRONG = "this is not the password";
    private static final String CHEAP = cheapHash();

    @Inject
    MovableClock clock;

    @Inject
    EntityManager database;

    private final Visitor stranger = new Visitor("127.0.1.66");

    /** Somebody whose password costs as little to compare as can be, where it is about how often and not how fast. */
    private String person() {
        return people(1).get(0);
    }

    private List<String> people(int count) {
        List<String> people =
                Stream.generate(() -> Fixture.name("p")).limit(count).toList();
        String names = String.join(",", people);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("""
                        insert into person (handle, name, time_zone, roles, active, version, created_at, updated_at)
                        select handle, 'Somebody', 'UTC', '{author}', true, 1, now(), now()
                        from unnest(string_to_array(:names, ',')) handle""")
                        .setParameter("names", names)
                        .executeUpdate());
        give_a_cheap_password(names);
        return people;
    }

    private void give_a_cheap_password(String names) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("""
                        insert into password (person, hash, changed_at, one_time)
                        select handle, :hash, now(), false from unnest(string_to_array(:names, ',')) handle
                        on conflict (person) do update set hash = :hash""")
                        .setParameter("names", names)
                        .setParameter("hash", CHEAP)
                        .executeUpdate());
    }

    private static String cheapHash() {
        byte[] salt = new byte[16];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(8)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(PASSWORD.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=8,t=1,p=1$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    @BeforeEach
    void the_time_stands_still() {
        nothing_is_counted();
        clock.stop();
    }

    @AfterEach
    void the_time_runs_on() {
        nothing_is_counted();
        clock.reset();
    }

    private void nothing_is_counted() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("delete from sign_in_throttle")
                        .executeUpdate());
    }

    @Test
    void a_thousand_wrong_passwords_are_slowed_down_and_the_owner_gets_in_from_elsewhere() {
        String person = person();
        int looked = 0;
        for (int attempt = 0; attempt < 1000; attempt++) {
            Response answer = stranger.signIn(person, WRONG + attempt);
            assertThat(answer.statusCode()).isIn(401, 429);
            looked += answer.statusCode() == 401 ? 1 : 0;
        }
        assertThat(looked).isEqualTo(5);
        stranger.signIn(person, PASSWORD).then().statusCode(429);
        new Visitor("127.0.1.7").signIn(person, PASSWORD).then().statusCode(201);
    }

    @Test
    void a_delay_is_told_by_retry_after_and_over_when_that_has_passed() {
        String person = person();
        for (int attempt = 0; attempt < 5; attempt++) {
            stranger.signIn(person, WRONG).then().statusCode(401);
        }
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            Response early = stranger.signIn(person, WRONG);
            early.then().statusCode(429).contentType("application/problem+json");
            assertThat(early.header("Retry-After")).isEqualTo(Long.toString(seconds));
            clock.forward(Duration.ofSeconds(seconds));
            stranger.signIn(person, WRONG).then().statusCode(401);
        }
        clock.forward(Duration.ofMinutes(15));
        stranger.signIn(person, PASSWORD).then().statusCode(201);
    }

    @Test
    void a_right_password_starts_the_count_again() {
        String person = person();
        for (int round = 0; round < 3; round++) {
            for (int attempt = 0; attempt < 4; attempt++) {
                stranger.signIn(person, WRONG).then().statusCode(401);
            }
            stranger.signIn(person, PASSWORD).then().statusCode(201);
        }
    }

    @Test
    void handle_and_email_are_one_account() {
        String person = person();
        Fixture.patch("/people/" + person, Map.of("email", person + "@example.com"))
                .statusCode(200);
        for (int attempt = 0; attempt < 5; attempt++) {
            stranger.signIn(attempt % 2 == 0 ? person : person + "@Example.com", WRONG)
                    .then()
                    .statusCode(401);
        }
        stranger.signIn(person + "@example.com", WRONG).then().statusCode(429);
        stranger.signIn(person, WRONG).then().statusCode(429);
    }

    @Test
    void somebody_who_is_unknown_is_slowed_down_like_everybody() {
        String nobody = Fixture.name("nobody");
        for (int attempt = 0; attempt < 5; attempt++) {
            stranger.signIn(nobody, WRONG).then().statusCode(401);
        }
        stranger.signIn(nobody, WRONG).then().statusCode(429);
    }

    @Test
    void guesses_at_many_accounts_from_one_address_are_slowed_down() {
        for (int attempt = 0; attempt < 50; attempt++) {
            stranger.signIn("guessed-" + attempt, WRONG).then().statusCode(401);
        }
        stranger.signIn("guessed-again", WRONG).then().statusCode(429);
    }

    @Test
    void a_right_password_of_ones_own_makes_no_room_for_guesses_at_others() {
        String own = person();
        List<String> targets = people(51);
        for (String target : targets.subList(0, 48)) {
            stranger.signIn(target, WRONG).then().statusCode(401);
        }
        stranger.signIn(own, PASSWORD).then().statusCode(201);
        stranger.signIn(targets.get(48), WRONG).then().statusCode(401);
        stranger.signIn(targets.get(49), WRONG).then().statusCode(401);
        stranger.signIn(targets.get(50), WRONG).then().statusCode(429);
    }

    @Test
    void guesses_from_many_addresses_slow_down_unknown_ones_and_not_those_where_the_owner_has_been() {
        String person = person();
        Visitor home = new Visitor("127.0.2.1");
        home.signIn(person, PASSWORD).then().statusCode(201);
        for (int attempt = 0; attempt < 20; attempt++) {
            new Visitor("127.0.3." + (attempt + 1)).signIn(person, WRONG).then().statusCode(401);
        }
        new Visitor("127.0.4.1").signIn(person, PASSWORD).then().statusCode(429);
        home.signIn(person, PASSWORD).then().statusCode(201);

        clock.forward(Duration.ofDays(29));
        for (int attempt = 0; attempt < 20; attempt++) {
            new Visitor("127.0.5." + (attempt + 1)).signIn(person, WRONG).then().statusCode(401);
        }
        home.signIn(person, PASSWORD).then().statusCode(201);
    }

    @Test
    void a_link_lets_its_person_in_where_guesses_from_elsewhere_would_slow_them_down() {
        String person = Visitor.person();
        give_a_cheap_password(person);
        for (int attempt = 0; attempt < 20; attempt++) {
            new Visitor("127.0.6." + (attempt + 1)).signIn(person, WRONG).then().statusCode(401);
        }
        new Visitor("127.9.9.9").signIn(person, PASSWORD).then().statusCode(201);
        new Visitor("127.0.7.1").signIn(person, PASSWORD).then().statusCode(429);
    }

    @Test
    void of_many_attempts_at_once_none_slips_past_the_count() throws Exception {
        // With a password that costs what it does: the longer it takes, the more of them are under way.
        String person = Visitor.person();
        for (int round = 0; round < 10; round++) {
            nothing_is_counted();
            for (int attempt = 0; attempt < 4; attempt++) {
                stranger.signIn(person, WRONG).then().statusCode(401);
            }
            assertThat(atOnce(person, 8)).containsOnly(401, 429).containsOnlyOnce(401);
        }
    }

    @Test
    void an_ipv6_subscriber_is_one_network_and_an_ipv4_address_is_another() {
        assertThat(client("2001:db8:1:2::1").network())
                .isEqualTo(client("2001:db8:1:2:ffff:ffff:ffff:ffff").network())
                .isNotEqualTo(client("2001:db8:1:3::1").network());
        assertThat(client("::ffff:192.0.2.7").network()).isEqualTo("192.0.2.7");
        assertThat(client("192.0.2.8").network()).isEqualTo("192.0.2.8");
        assertThat(client("hidden").network()).isEqualTo("hidden");
    }

    private static Client client(String address) {
        return new Client(address, null, "r-1");
    }

    private List<Integer> atOnce(String person, int attempts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(attempts);
        CyclicBarrier start = new CyclicBarrier(attempts);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int attempt = 0; attempt < attempts; attempt++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return new Visitor("127.0.1.66").signIn(person, WRONG).statusCode();
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }
}

package org.coetracker.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private static final String PASSWORD = "ferry lantern quilt 42";

    private final PasswordHashes hashes = new PasswordHashes();

    @Test
    void a_hash_says_how_it_was_made_and_has_a_salt_of_its_own() {
        String hash = hashes.hash(PASSWORD);
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(hashes.hash(PASSWORD)).isNotEqualTo(hash);
        assertThat(hashes.isOutdated(hash)).isFalse();
    }

    @Test
    void only_the_same_password_matches() {
        String hash = hashes.hash(PASSWORD);
        assertThat(hashes.matches(PASSWORD, hash)).isTrue();
        assertThat(hashes.matches("Ferry lantern quilt 42", hash)).isFalse();
        assertThat(hashes.matches(PASSWORD + " ", hash)).isFalse();
        assertThat(hashes.matches("", hash)).isFalse();
    }

    @Test
    void a_hash_of_the_reference_implementation_is_understood_and_another_cost_is_noticed() {
        // Made by the reference implementation in C.
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(hashes.matches("password", reference)).isTrue();
        assertThat(hashes.matches("Password", reference)).isFalse();
        assertThat(hashes.isOutdated(reference)).isTrue();
    }

    @Test
    void the_same_password_from_another_keyboard_matches() {
        String composed = hashes.hash("caf\u00e9 \uff21\ufb01 twelve");
        assertThat(hashes.matches("cafe\u0301 Afi twelve", composed)).isTrue();
    }

    @Test
    void nobodys_password_takes_as_long_as_somebodys_and_never_matches() {
        String hash = hashes.hash(PASSWORD);
        List<Long> somebody = new ArrayList<>();
        List<Long> nobody = new ArrayList<>();
        for (int round = 0; round < 9; round++) {
            somebody.add(nanos(() -> hashes.matches("wrong " + PASSWORD, hash)));
            nobody.add(nanos(() -> hashes.matches("wrong " + PASSWORD, null)));
        }
        somebody.sort(null);
        nobody.sort(null);
        assertThat((double) nobody.get(4) / somebody.get(4)).isBetween(0.5, 2.0);
        assertThat(hashes.matches("", null)).isFalse();
    }

    @Test
    void a_password_of_impossible_length_is_wrong() {
        String hash = hashes.hash("");
        assertThat(hashes.matches("x".repeat(100_000), hash)).isFalse();
    }

    @Test
    void when_too_many_come_at_once_some_are_told_to_come_back_and_none_is_wronged() throws Exception {
        String hash = hashes.hash(PASSWORD);
        int people = 120;
        ExecutorService threads = Executors.newFixedThreadPool(people);
        CyclicBarrier start = new CyclicBarrier(people);
        try {
            List<Future<String>> outcomes = new ArrayList<>();
            for (int person = 0; person < people; person++) {
                outcomes.add(threads.submit(() -> {
                    start.await();
                    try {
                        return String.valueOf(hashes.matches(PASSWORD, hash));
                    } catch (ProblemException e) {
                        return e.code() == ErrorCode.UNAVAILABLE ? "later" : e.getMessage();
                    }
                }));
            }
            List<String> said = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                said.add(outcome.get());
            }
            assertThat(said).contains("true", "later").containsOnly("true", "later");
        } finally {
            threads.shutdownNow();
        }
        assertThat(hashes.matches(PASSWORD, hash)).isTrue();
    }

    private static long nanos(Callable<Boolean> work) {
        long began = System.nanoTime();
        try {
            assertThat(work.call()).isFalse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return System.nanoTime() - began;
    }
}

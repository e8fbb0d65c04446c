package org.coetracker.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.coetracker.account.AccountAudit;
import org.coetracker.shared.problem.Violations;

/** Passwords that the service gives to people itself, since there is no default one. */
@ApplicationScoped
public class FirstPasswords {
    /** Without those that are taken for each other when somebody copies them by hand: 32 characters, five bits each. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final PasswordPolicy policy;
    private final AccountAudit audit;
    private final Clock clock;

    FirstPasswords(Passwords passwords, PasswordHashes hashes, PasswordPolicy policy, AccountAudit audit, Clock clock) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Gives a person a password made by chance, 100 bits of it.
     *
     * @param oneTime whether it has to be changed at the first sign-in
     * @return the password, to be told to whoever started the service, and to be kept nowhere
     */
    @Transactional
    public String give(String person, boolean oneTime) {
        String password = generated();
        set(person, password, oneTime);
        return password;
    }

    /**
     * Gives a person a password that whoever started the service has chosen.
     *
     * @return whether the policy would take it as well
     */
    @Transactional
    public boolean giveChosen(String person, String password) {
        Violations violations = new Violations();
        policy.check("", password, passwords.of(person).orElseThrow(), violations);
        set(person, password, false);
        return violations.isEmpty();
    }

    private void set(String person, String password, boolean oneTime) {
        Instant now = clock.instant();
        passwords.set(person, hashes.hash(password), oneTime, now);
        audit.passwordGiven(person, now);
    }

    private static String generated() {
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group > 0) {
                password.append('-');
            }
            for (int index = 0; index < GROUP_LENGTH; index++) {
                password.append(ALPHABET.charAt(CHANCE.nextInt(ALPHABET.length())));
            }
        }
        return password.toString();
    }
}

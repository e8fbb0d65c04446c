package org.coetracker.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.worker.Bulkhead;

/**
 * Hashes passwords by Argon2id (RFC 9106) at the cost that OWASP recommends, and compares with such hashes. Each takes
 * 19 MiB for a moment, so that only a few are computed at once.
 */
@ApplicationScoped
class PasswordHashes {
    /** More than any password that the policy takes can have; what is longer is wrong without being hashed. */
    static final int MAX_BYTES = 4096;

    private static final Cost COST = new Cost(19 * 1024, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** A hash of nobody's password: who is unknown is compared with it, and so takes as long as everybody else. */
    private static final String NOBODYS = phc(COST, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int WAITING = 32;
    private static final Duration TURN_WITHIN = Duration.ofSeconds(5);

    private final Bulkhead bulkhead = new Bulkhead(AT_ONCE, WAITING, TURN_WITHIN);

    /**
     * What a hash costs.
     *
     * @param memory in KiB
     * @param passes over the memory
     * @param lanes that could be computed at the same time
     */
    private record Cost(int memory, int passes, int lanes) {}

    /**
     * A new hash of a password, with a salt of its own, in the PHC string format.
     *
     * @throws ProblemException 503 when too many are waiting for theirs
     */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        CHANCE.nextBytes(salt);
        return phc(COST, salt, guarded(COST, bytes(password), salt));
    }

    /**
     * Whether a password is the one of a hash; without a hash it is not, after the same time.
     *
     * @param hash null for somebody who is unknown or has no password
     * @throws ProblemException 503 when too many are waiting for theirs
     */
    boolean matches(String password, String hash) {
        Matcher phc = PHC.matcher(hash == null ? NOBODYS : hash);
        if (!phc.matches()) {
            throw new IllegalStateException("A stored password is not in the format of this service");
        }
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] bytes = bytes(password);
        byte[] found = guarded(
                cost(phc),
                bytes.length > MAX_BYTES ? new byte[0] : bytes,
                Base64.getDecoder().decode(phc.group(4)));
        return MessageDigest.isEqual(expected, found) && hash != null && bytes.length <= MAX_BYTES;
    }

    /** Whether a hash is cheaper than those that are made today. */
    boolean isOutdated(String hash) {
        Matcher phc = PHC.matcher(hash);
        return !phc.matches() || !cost(phc).equals(COST);
    }

    /** The same password typed on another keyboard is the same (NIST SP 800-63B, section 3.1.1.2). */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static byte[] bytes(String password) {
        // What is far too long is not worth the work of normalising.
        String text = password.length() > MAX_BYTES ? password : normalized(password);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] guarded(Cost cost, byte[] password, byte[] salt) {
        return bulkhead.call(() -> argon2id(cost, password, salt), PasswordHashes::busy);
    }

    private static ProblemException busy() {
        return ProblemException.of(
                ErrorCode.UNAVAILABLE, "Too many people are signing in at this moment. Try again shortly.");
    }

    private static byte[] argon2id(Cost cost, byte[] password, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password, hash);
        return hash;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memory, cost.passes, cost.lanes, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    private static Cost cost(Matcher phc) {
        return new Cost(Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)));
    }
}

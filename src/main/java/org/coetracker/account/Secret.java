package org.coetracker.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A credential's secret: shown once to whoever asked for it, and kept as its hash alone.
 *
 * @param text what its bearer sends
 */
public record Secret(String text) {
    /** By this everybody, secret scanners among them, recognises an API token of this service. */
    public static final String TOKEN_PREFIX = "coe_";

    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BYTES = 32;

    /** A new one, of 256 bits of chance. */
    public static Secret next(String prefix) {
        byte[] chance = new byte[BYTES];
        CHANCE.nextBytes(chance);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    /** SHA-256. A guessable secret would need more; these are not guessable. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enough of it to recognise it by, and too little to guess the rest. */
    public String prefix() {
        boolean ours = text.startsWith(TOKEN_PREFIX) && text.length() >= TOKEN_PREFIX.length() + BYTES;
        return ours ? text.substring(0, TOKEN_PREFIX.length() + 4) : "";
    }

    /** Leaves the secret out, so that no log can hold it. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}

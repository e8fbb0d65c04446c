package org.coetracker.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coetracker.shared.problem.Violations;

/**
 * Which passwords are taken, after NIST SP 800-63B, section 3.1.1: long ones that are not on everybody's list and do not
 * say whose they are. What kinds of characters they have is their owner's business.
 */
@ApplicationScoped
class PasswordPolicy {
    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 128;

    private static final int MIN_DISTINCT = 5;
    /** What has to be left of a password when the words that anybody would try first are taken out. */
    private static final int MIN_BESIDE_KNOWN_WORDS = 8;

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> common;

    PasswordPolicy() {
        try (InputStream file = PasswordPolicy.class.getResourceAsStream("common-passwords.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            common = lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says what is wrong with a password that a person has chosen. */
    void check(String pointer, String password, Holder person, Violations violations) {
        if (password.length() > PasswordHashes.MAX_BYTES) {
            violations.add(pointer, "too_long", "A password has at most " + MAX_LENGTH + " characters.");
            return;
        }
        String normalized = PasswordHashes.normalized(password);
        int length = normalized.codePointCount(0, normalized.length());
        String plain = normalized.toLowerCase(Locale.ROOT);
        if (length < MIN_LENGTH) {
            violations.add(
                    pointer,
                    "too_short",
                    "A password has at least " + MIN_LENGTH
                            + " characters; a few words in a row are easy to remember.");
        } else if (length > MAX_LENGTH) {
            violations.add(pointer, "too_long", "A password has at most " + MAX_LENGTH + " characters.");
        } else if (common.contains(plain) || plain.codePoints().distinct().count() < MIN_DISTINCT) {
            violations.add(
                    pointer,
                    "too_common",
                    "This is among the passwords that are guessed first; choose one that nobody else has.");
        } else if (sayWhoseItIs(plain, person)) {
            violations.add(
                    pointer,
                    "too_personal",
                    "Beside your name, handle, e-mail address and the name of this service, a password needs at least "
                            + MIN_BESIDE_KNOWN_WORDS + " other letters or digits.");
        }
    }

    private static boolean sayWhoseItIs(String password, Holder person) {
        String rest = squeezed(password);
        boolean found = false;
        for (String word : wordsOf(person).toList()) {
            if (word.length() >= 4 && rest.contains(word) || word.length() == rest.length() && word.equals(rest)) {
                rest = rest.replace(word, "");
                found = true;
            }
        }
        return found && rest.length() < MIN_BESIDE_KNOWN_WORDS;
    }

    /** Longer ones first, as shorter ones may be parts of them. */
    private static Stream<String> wordsOf(Holder person) {
        String email = Objects.requireNonNullElse(person.email(), "");
        return Stream.of(
                        Stream.of(person.handle(), person.name(), email, "coetracker"),
                        Stream.of(person.name().split("\\s+")),
                        Stream.of(email.split("@")))
                .flatMap(words -> words)
                .map(word -> squeezed(word.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()));
    }

    private static String squeezed(String text) {
        return NO_LETTER_OR_DIGIT.matcher(text).replaceAll("");
    }
}
